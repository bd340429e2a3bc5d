import type { ProfileRequest, ProfileTimes } from '../hardware/profile-request.ts';
import type { Network } from '../network/network.ts';
import type { Target } from '../remote/target.ts';
import type { Context } from './context.ts';
import { InterruptedError, UsageError } from './errors.ts';
import { interruptible } from './interrupt.ts';

export interface StackFlags extends Target {
  readonly instance?: string;
}

/** Times networks on an instance type, as a job of a deployed stack. @throws UsageError for a type that it has not */
export async function timeOnStack(
  networks: readonly Network[],
  { rounds, threads, instance, stack, region }: StackFlags & Pick<ProfileRequest, 'rounds' | 'threads'>,
  context: Context,
  say: (text: string) => void,
): Promise<ProfileTimes> {
  const remote = await context.connect({ stack, region });
  const { profileQueues } = await import('../remote/profile-queues.ts');
  const queues = profileQueues(remote.outputs);
  const queue = queues.get(instance ?? '');
  if (instance === undefined || !queue) throw new UsageError(notDeployed(instance, stack, [...queues.keys()]));
  const { measureInBatch } = await import('../remote/measure-in-batch.ts');
  const { signal, release } = interruptible(() => say('stopping'));
  let said = '';
  try {
    return await measureInBatch(remote, {
      ...queue,
      request: { networks, rounds, threads },
      name: `profile-${instance.replace('.', '-')}`,
      signal,
      pause: context.pause,
      onLook: ({ status, statusReason }) => {
        const text = `${phase(status, instance)}${statusReason ? `: ${statusReason}` : ''}`;
        if (text !== said) say(text);
        said = text;
      },
    });
  } catch (error) {
    if (signal.aborted && error === signal.reason) {
      throw new InterruptedError('stopped; AWS ends the job, and nothing was kept');
    }
    throw error;
  } finally {
    release();
  }
}

/** What a job waits for or does: https://docs.aws.amazon.com/batch/latest/userguide/job_states.html */
function phase(status: string | undefined, instance: string): string {
  if (status === 'RUNNING') return `measuring on ${instance}`;
  return status === 'STARTING' ? `${instance} starts the container` : `waiting for ${instance}`;
}

function notDeployed(instance: string | undefined, stack: string, known: readonly string[]): string {
  const allowed = known.join(', ') || `none yet in stack ${stack}`;
  const wanted = [...known, instance ?? 'TYPE'].join(',');
  return (
    `--instance: got ${instance ?? 'nothing'}; allowed: ${allowed} ` +
    `(npx cdk deploy -c profileTypes=${wanted} allows another)`
  );
}
