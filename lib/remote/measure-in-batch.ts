import { randomUUID } from 'node:crypto';
import {
  BatchClient,
  DescribeJobsCommand,
  type JobDetail,
  SubmitJobCommand,
  TerminateJobCommand,
} from '@aws-sdk/client-batch';
import type { ProfileRequest, ProfileTimes } from '../hardware/profile-request.ts';
import { WORK_VARIABLE } from '../trial/environment.ts';
import { profileRequestKey, profileTimesKey } from '../trial/keys.ts';
import { workText } from '../trial/work-item.ts';
import type { Remote } from './connect.ts';
import type { ProfileQueue } from './profile-queues.ts';

export interface BatchMeasuring extends ProfileQueue {
  readonly request: ProfileRequest;
  /** Shown as the job's name. */
  readonly name: string;
  /** Ends the job. */
  readonly signal: AbortSignal;
  /** Called with the job as Batch describes it, each time that one looks. */
  readonly onLook: (job: Pick<JobDetail, 'status' | 'statusReason'>) => void;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Milliseconds between two looks. */
const INTERVAL = 3000;

/** What Batch shows as the reason. */
const REASON = 'spotnas waits for it no longer';

const client = new BatchClient({ maxAttempts: 8 });

/**
 * Has one job of a stack time networks, and leaves nothing of it there. Whatever ends the waiting ends the job.
 * @throws Error when the job fails; the signal's reason
 */
export async function measureInBatch(remote: Remote, measuring: BatchMeasuring): Promise<ProfileTimes> {
  const { artefacts } = remote.stores;
  const id = randomUUID();
  const keys = { request: profileRequestKey(id), times: profileTimesKey(id) };
  try {
    await artefacts.put(keys.request, new TextEncoder().encode(JSON.stringify(measuring.request)));
    const job = await ended(await submit(id, measuring), measuring);
    if (job.status === 'FAILED') throw new Error(failure(job, remote));
    const times = await artefacts.get(keys.times);
    if (!times) throw new Error(`the job ${job.jobId} ended without times`);
    return JSON.parse(new TextDecoder().decode(times)) as ProfileTimes;
  } finally {
    // What cannot be deleted is small, and no reason to lose a measurement.
    await Promise.allSettled(Object.values(keys).map((key) => artefacts.delete(key)));
  }
}

/** Everything else is the definition's: a machine for itself, an hour of time, and another try when the machine breaks. */
async function submit(id: string, { queue, definition, name, signal }: BatchMeasuring): Promise<string> {
  signal.throwIfAborted();
  const work = workText({ kind: 'profile', request: id });
  const { jobId } = await client.send(
    new SubmitJobCommand({
      jobName: name,
      jobQueue: queue,
      jobDefinition: definition,
      containerOverrides: { environment: [{ name: WORK_VARIABLE, value: work }] },
    }),
  );
  return jobId!;
}

/** The job when it has ended by itself. */
async function ended(jobId: string, { signal, onLook, pause }: BatchMeasuring): Promise<JobDetail> {
  try {
    for (;;) {
      signal.throwIfAborted();
      const { jobs = [] } = await client.send(new DescribeJobsCommand({ jobs: [jobId] }));
      const [job] = jobs;
      if (job?.status === 'SUCCEEDED' || job?.status === 'FAILED') return job;
      onLook(job ?? { status: 'SUBMITTED' });
      await pause(INTERVAL, signal);
    }
  } catch (error) {
    await client.send(new TerminateJobCommand({ jobId, reason: REASON })).catch((lost: Error) => {
      throw new AggregateError([error, lost], `the job ${jobId} may still run: ${lost.message}`);
    });
    throw error;
  }
}

/** Why a job failed, and how to read what it said. */
function failure({ jobId, statusReason, container, attempts = [] }: JobDetail, { outputs, target }: Remote): string {
  const exit = container?.exitCode === undefined ? undefined : `exit code ${container.exitCode}`;
  const reason = [statusReason, container?.reason, exit].filter(Boolean).join(', ') || 'Batch does not say why';
  const stream = container?.logStreamName ?? attempts.at(-1)?.container?.logStreamName;
  const region = target.region ? ` --region ${target.region}` : '';
  const log = stream
    ? `aws logs tail ${outputs.TrainerLogGroupName} --log-stream-names ${stream} --since 1d${region} shows its log`
    : 'its container never ran, so there is no log';
  return `the job ${jobId} failed (${reason}); ${log}`;
}
