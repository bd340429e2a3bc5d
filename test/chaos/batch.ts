import { setImmediate } from 'node:timers/promises';
import { type BatchJob, workOf } from '../../lib/local/trainer.ts';
import type { RandomStream } from '../../lib/math/random.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { BUDGET_REACHED, INTERRUPTED } from '../../lib/trial/exit-codes.ts';
import { container, type Fate } from './container.ts';

/** Attempts that Batch makes at a job, as the stack's job definitions say (lib/cloud/compute.ts). */
const ATTEMPTS = 5;

/** How a failed job ended, as Step Functions hands it to a catcher. */
class JobFailed extends Error {
  override readonly name = 'States.TaskFailed';
}

export interface Batch {
  readonly run: (job: BatchJob & { readonly JobQueue: string }) => Promise<void>;
  /** US dollars that machines were really used for. */
  readonly used: () => number;
  /** Attempts that nobody waits for any more. */
  readonly stragglers: Promise<unknown>[];
  readonly counted: { spot: number; onDemand: number; reclaimed: number };
}

/** Batch with spot instances that are taken back at a rate; containers share the faults of the ports. */
export function simulatedBatch(ports: Ports, random: RandomStream, reclaimRate: number): Batch {
  let [jobs, used] = [0, 0];
  /** Jobs up to this one are terminated. */
  let terminated = 0;
  const stragglers: Promise<unknown>[] = [];
  const counted = { spot: 0, onDemand: 0, reclaimed: 0 };

  async function run(job: BatchJob & { readonly JobQueue: string }): Promise<void> {
    const jobNumber = ++jobs;
    const id = `job-${jobNumber}`;
    const isSpot = !job.JobQueue.includes('OnDemand');
    const ended: { ExitCode?: number; StatusReason: string }[] = [];
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      counted[isSpot ? 'spot' : 'onDemand']++;
      const fate = isSpot ? fateOf(random, reclaimRate) : ({ kind: 'runs', ticks: 0 } as const);
      const machine = {
        instance: `i-${id}-${attempt}`,
        type: 'g5.xlarge',
        zone: 'us-east-1a',
        purchase: isSpot ? 'spot' : 'on-demand',
        usdPerHour: isSpot ? 0.36 : 1.08,
        priceSource: 'on-demand-table',
      } as const;
      const begun = Promise.withResolvers<void>();
      const running = container(ports, workOf(job), {
        name: `${id}#${attempt}`,
        machine,
        fate,
        begun: begun.resolve,
        use: (usd) => {
          used += usd;
        },
        isTerminated: () => terminated >= jobNumber,
      });
      const exit = fate.kind === 'unheard' ? await givenUp(running, begun.promise, fate) : await running;
      if (exit === 0) return;
      const reclaimed = exit === 'reclaimed';
      ended.push({
        ...(!reclaimed && { ExitCode: exit }),
        StatusReason: reclaimed
          ? `Host EC2 (instance ${machine.instance}) terminated.`
          : 'Essential container in task exited',
      });
      // The map fails, and Step Functions terminates the jobs of its other items.
      if (exit === BUDGET_REACHED) terminated = jobs;
      if ((!reclaimed && exit !== INTERRUPTED) || terminated >= jobNumber) break;
      counted.reclaimed++;
    }
    const attempts = ended.map(({ ExitCode, StatusReason }) => ({ Container: { ExitCode }, StatusReason }));
    const { Container, StatusReason } = attempts.at(-1)!;
    const described = { Attempts: attempts, Container, JobId: id, Status: 'FAILED', StatusReason };
    throw new JobFailed(JSON.stringify(described));
  }

  /** The instance counts as gone some time after its container has begun, which goes on for a while. */
  async function givenUp(running: Promise<unknown>, begun: Promise<void>, { ticks }: Fate): Promise<'reclaimed'> {
    stragglers.push(running.catch(() => undefined));
    await begun;
    for (let i = 0; i < ticks; i++) await setImmediate();
    return 'reclaimed';
  }

  return { run, used: () => used, stragglers, counted };
}

function fateOf(random: RandomStream, rate: number): Fate {
  if (random.uniform() >= rate) return { kind: 'runs', ticks: 0 };
  const kinds = ['notice', 'sudden', 'unheard'] as const;
  return { kind: kinds[random.integer(kinds.length)]!, ticks: random.integer(3) };
}
