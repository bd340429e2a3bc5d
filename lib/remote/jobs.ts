import { BatchClient, DescribeJobsCommand, type JobDetail, paginateListJobs } from '@aws-sdk/client-batch';
import { WORK_VARIABLE } from '../trial/environment.ts';
import type { Remote } from './connect.ts';

/** A Batch job of a search: one work item. */
export interface Job {
  readonly id: string;
  readonly name: string;
  /** The text of its work item: `prepare`, `measure`, or numbers of trials. */
  readonly work: string;
  readonly status: string;
  /** Why it waits or failed. */
  readonly reason?: string;
  readonly ended: boolean;
  /** One per attempt that has begun, in order. */
  readonly streams: readonly string[];
}

/** DescribeJobs takes so many: https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeJobs.html */
const PAGE = 100;

const client = new BatchClient({ maxAttempts: 8 });

/**
 * The jobs of a search that Batch still knows, oldest first. Those that have paid for their machine stand in the ledger;
 * those that wait, or died before, are found by their names in the queues.
 * @param trial only the jobs that train this one
 */
export async function jobsOf(remote: Remote, searchId: string, trial?: number): Promise<readonly Job[]> {
  const { trialsPerJob } = (await remote.stores.trials.getSearch(searchId)).spec as { trialsPerJob: number };
  const charges = await remote.stores.ledger.charges(searchId);
  const paid = charges.filter(({ work }) => trial === undefined || trains(work, trial)).map(({ attempt }) => attempt);
  const ids = new Set(paid.filter((attempt) => attempt.includes('#')).map((attempt) => attempt.split('#')[0]!));
  for (const id of await queued(remote, searchId, (first) => mayTrain(first, trial, trialsPerJob))) ids.add(id);
  const jobs = await described([...ids]);
  return jobs
    .toSorted((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0))
    .map(toJob)
    .filter(({ work }) => trial === undefined || trains(work, trial));
}

const trains = (work: string, trial: number) => work.split(',').includes(String(trial));

/** A job is named after the first trial of its work item. */
const mayTrain = (first: number | undefined, trial: number | undefined, perJob: number) =>
  trial === undefined || (first !== undefined && first <= trial && trial < first + perJob);

/** Ids of the search's jobs in all queues, whatever became of them. */
async function queued(
  { outputs }: Pick<Remote, 'outputs'>,
  searchId: string,
  isWanted: (firstTrial: number | undefined) => boolean,
): Promise<readonly string[]> {
  const { CpuQueueArn, CpuOnDemandQueueArn, GpuQueueArn, GpuOnDemandQueueArn } = outputs;
  const filters = [{ name: 'JOB_NAME', values: [`${searchId}-*`] }];
  const ofSearch = new RegExp(`^${searchId}-(?:prepare|measure|trial-(\\d+))$`);
  const ids: string[] = [];
  for (const jobQueue of [CpuQueueArn, CpuOnDemandQueueArn, GpuQueueArn, GpuOnDemandQueueArn]) {
    for await (const { jobSummaryList = [] } of paginateListJobs({ client }, { jobQueue, filters })) {
      for (const { jobId, jobName = '' } of jobSummaryList) {
        const match = ofSearch.exec(jobName);
        if (match && isWanted(match[1] === undefined ? undefined : Number(match[1]))) ids.push(jobId!);
      }
    }
  }
  return ids;
}

async function described(ids: readonly string[]): Promise<readonly JobDetail[]> {
  const found: JobDetail[] = [];
  for (let i = 0; i < ids.length; i += PAGE) {
    const { jobs = [] } = await client.send(new DescribeJobsCommand({ jobs: ids.slice(i, i + PAGE) }));
    found.push(...jobs);
  }
  return found;
}

function toJob({ jobId, jobName, status, statusReason, attempts = [], container }: JobDetail): Job {
  const streams = [...attempts.map((attempt) => attempt.container?.logStreamName), container?.logStreamName];
  const reason = [statusReason, container?.reason].filter(Boolean).join(': ');
  return {
    id: jobId!,
    name: jobName!,
    work: container?.environment?.find(({ name }) => name === WORK_VARIABLE)?.value ?? '',
    status: status!,
    ...(reason && { reason }),
    ended: status === 'SUCCEEDED' || status === 'FAILED',
    streams: [...new Set(streams.filter((stream) => stream !== undefined))],
  };
}
