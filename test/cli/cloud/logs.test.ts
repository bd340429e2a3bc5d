import { BatchClient, DescribeJobsCommand, type JobDetail, ListJobsCommand } from '@aws-sdk/client-batch';
import { CloudWatchLogsClient, GetLogEventsCommand, ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { outputs } from '../../remote/stack.ts';
import { chargeOf, deployedStack, type Stack, searchOn } from './world.ts';

const id = 'digits-1';
const batch = mockClient(BatchClient);
const logs = mockClient(CloudWatchLogsClient);

/** What the streams hold; a test may add to it while the command waits. */
const streams = new Map<string, string[]>();
const jobs = new Map<string, Partial<JobDetail>>();

const job = (jobId: string, createdAt: number, work: string, stream?: string): Partial<JobDetail> => ({
  jobId,
  jobName: `${id}-${work === 'prepare' ? work : `trial-${work.split(',')[0]}`}`,
  createdAt,
  status: 'RUNNING',
  container: { ...(stream && { logStreamName: stream }), environment: [{ name: 'SPOTNAS_WORK', value: work }] },
});

const PAGE = 2;

beforeEach(() => {
  streams.clear();
  jobs.clear();
  batch.reset();
  logs.reset();
  batch.on(ListJobsCommand).resolves({ jobSummaryList: [] });
  batch.on(DescribeJobsCommand).callsFake(async ({ jobs: ids }: { jobs: string[] }) => ({
    jobs: ids.flatMap((one) => jobs.get(one) ?? []),
  }));
  logs.on(GetLogEventsCommand).callsFake(async ({ logStreamName, nextToken = '0' }: Record<string, string>) => {
    const lines = streams.get(logStreamName!);
    if (!lines) throw new ResourceNotFoundException({ message: 'no stream', $metadata: {} });
    const from = Number(nextToken);
    const events = lines.slice(from, from + PAGE).map((message, i) => ({ timestamp: (from + i) * 1000, message }));
    return { events, nextForwardToken: String(from + events.length) };
  });
});

describe('spotnas logs', () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await deployedStack();
    await searchOn(stack, id);
    jobs.set('p', { ...job('p', 1, 'prepare', 's-p'), status: 'SUCCEEDED' });
    jobs.set('a', {
      ...job('a', 2, '1,2,3,4', 's-a2'),
      attempts: [{ container: { logStreamName: 's-a1' } }],
    });
    jobs.set('b', job('b', 3, '5,6,7,8', 's-b'));
    for (const [attempt, work] of [
      ['p#1', 'prepare'],
      ['a#1', '1,2,3,4'],
      ['a#2', '1,2,3,4'],
      ['b#1', '5,6,7,8'],
    ] as const) {
      await stack.stores.ledger.pay(id, chargeOf({ attempt, work }));
    }
    streams.set('s-p', ['data: 10 examples', 'device: measured', 'done']);
    streams.set('s-a1', ['trial 1: begins', '{"type":"progress","number":1}']);
    streams.set('s-a2', ['trial 1: begins again']);
    streams.set('s-b', ['trial 5: begins']);
  });

  it('shows what every attempt said, job after job', async () => {
    const { code, stdout, stderr } = await stack.spotnas('logs', id);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`==> digits-1-prepare (prepare), attempt 1 <==
1970-01-01T00:00:00Z data: 10 examples
1970-01-01T00:00:01Z device: measured
1970-01-01T00:00:02Z done

==> digits-1-trial-1 (trials 1,2,3,4), attempt 1 <==
1970-01-01T00:00:00Z trial 1: begins

==> digits-1-trial-1 (trials 1,2,3,4), attempt 2 <==
1970-01-01T00:00:00Z trial 1: begins again

==> digits-1-trial-5 (trials 5,6,7,8), attempt 1 <==
1970-01-01T00:00:00Z trial 5: begins
`);
  });

  it('shows the job of one trial', async () => {
    const { stdout } = await stack.spotnas('logs', id, '--trial', '7');
    expect(stdout).toMatch(/^==> digits-1-trial-5 \(trials 5,6,7,8\), attempt 1 <==\n[^=]*$/);
  });

  it('prints one JSON object a line with --json, progress too', async () => {
    const { stdout } = await stack.spotnas('logs', id, '--trial', '1', '--json');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { job: 'a', work: '1,2,3,4', attempt: 1, time: '1970-01-01T00:00:00.000Z', message: 'trial 1: begins' },
      { attempt: 1, message: '{"type":"progress","number":1}' },
      { attempt: 2, message: 'trial 1: begins again' },
    ]);
  });

  it('follows until the search has ended and what was said last is shown', async () => {
    stack.future.push(
      () => streams.get('s-b')!.push('trial 5: complete'),
      () => {
        jobs.set('c', job('c', 4, '9', 's-c'));
        batch.on(ListJobsCommand, { jobQueue: outputs.GpuQueueArn }).resolves({
          jobSummaryList: [
            { jobId: 'c', jobName: 'digits-1-trial-9' },
            { jobId: 'x', jobName: 'digits-1-mobile-1-trial-9' },
          ],
        });
        return stack.stores.trials.setSearchStatus(id, 'complete');
      },
    );
    streams.set('s-c', ['the last word']);
    const { code, stdout } = await stack.spotnas('logs', id, '--follow');
    expect(code).toBe(0);
    expect(stdout).toMatch(/trial 5: begins\n\S+ trial 5: complete\n\n==> digits-1-trial-9 .*\n\S+ the last word\n$/);
  });

  it('ends on Ctrl-C with 130', async () => {
    stack.future.push(() => process.emit('SIGINT'));
    const { code, stderr } = await stack.spotnas('logs', id, '--follow');
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('says what jobs without a log wait for', async () => {
    streams.clear();
    jobs.clear();
    jobs.set('b', {
      ...job('b', 1, '5,6,7,8'),
      status: 'RUNNABLE',
      statusReason: 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT',
    });
    const { code, stdout, stderr } = await stack.spotnas('logs', id);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('no trainer has said anything yet');
    expect(stderr).toMatch(/digits-1-trial-5 +RUNNABLE +MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT/);
  });

  it('says that Batch has forgotten the jobs', async () => {
    jobs.clear();
    const { stderr } = await stack.spotnas('logs', id);
    expect(stderr).toContain('Older lines are in the log group spotnas-trainers');
  });

  it('exits with 2 for a search that is not there', async () => {
    expect(await stack.spotnas('logs', 'digits-9')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('id: got digits-9; allowed: digits-1'),
    });
  });
});
