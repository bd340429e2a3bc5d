import { BatchClient, DescribeJobsCommand, ListJobsCommand } from '@aws-sdk/client-batch';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Remote } from '../../lib/remote/connect.ts';
import { jobsOf } from '../../lib/remote/jobs.ts';
import { readLog } from '../../lib/remote/log-stream.ts';
import { openStores } from '../../lib/store/open.ts';
import { temporaryFolder } from '../store/folder.ts';
import { chargeOf } from '../suites/store/samples.ts';
import { outputs } from './stack.ts';

const batch = mockClient(BatchClient);
const logs = mockClient(CloudWatchLogsClient);

describe('jobs of a search', () => {
  let remote: Remote;
  beforeEach(async () => {
    batch.reset();
    const stores = await openStores(`file:${temporaryFolder()}`);
    await stores.trials.createSearch('s', { trialsPerJob: 4 });
    remote = { target: { stack: 'Spotnas' }, outputs, stores };
    batch.on(ListJobsCommand).resolves({ jobSummaryList: [] });
    batch.on(DescribeJobsCommand).callsFake(async ({ jobs }) => ({
      jobs: (jobs as string[]).map((jobId) => ({ jobId, jobName: `s-trial-${jobId}`, status: 'FAILED' })),
    }));
  });

  it('are those that paid and those that are queued, on every page, described a hundred at a time', async () => {
    const numbers = Array.from({ length: 150 }, (_, i) => i);
    for (const i of numbers) await remote.stores.ledger.pay('s', chargeOf(`paid-${i}#1`, 0.1));
    await remote.stores.ledger.pay('s', chargeOf('an attempt on a laptop', 0.1));
    batch
      .on(ListJobsCommand, { jobQueue: outputs.CpuQueueArn })
      .callsFake(async ({ nextToken }) =>
        nextToken
          ? { jobSummaryList: [{ jobId: 'paid-3', jobName: 's-trial-3' }] }
          : { jobSummaryList: [{ jobId: 'queued', jobName: 's-prepare' }], nextToken: 'next' },
      );
    const jobs = await jobsOf(remote, 's');
    expect(new Set(jobs.map(({ id }) => id))).toEqual(new Set([...numbers.map((i) => `paid-${i}`), 'queued']));
    expect(batch).toHaveReceivedCommandTimes(DescribeJobsCommand, 2);
    expect(batch).toHaveReceivedCommandWith(ListJobsCommand, { filters: [{ name: 'JOB_NAME', values: ['s-*'] }] });
  });

  it('of one trial are described alone', async () => {
    await remote.stores.ledger.pay('s', chargeOf('paid#1', 0.1, { work: '7,17,8' }));
    await remote.stores.ledger.pay('s', chargeOf('other#1', 0.1, { work: '1,71' }));
    const names = ['s-trial-3', 's-trial-4', 's-trial-7', 's-trial-8', 's-prepare', 's-7-trial-7'];
    batch
      .on(ListJobsCommand, { jobQueue: outputs.GpuQueueArn })
      .resolves({ jobSummaryList: names.map((jobName) => ({ jobId: jobName, jobName })) });
    await jobsOf(remote, 's', 7);
    expect(batch).toHaveReceivedCommandWith(DescribeJobsCommand, { jobs: ['paid', 's-trial-4', 's-trial-7'] });
  });
});

describe('a log stream', () => {
  it('is read past empty pages to the end, and from there on later', async () => {
    logs.reset();
    const page = (nextForwardToken: string, ...messages: string[]) => ({
      events: messages.map((message) => ({ timestamp: 1, message })),
      nextForwardToken,
    });
    const at = (nextToken: string) => logs.on(GetLogEventsCommand, { nextToken });
    logs.on(GetLogEventsCommand).resolves(page('1', 'a'));
    at('1').resolves(page('2'));
    at('2').resolves(page('3', 'b', 'c'));
    at('3').resolves(page('3'));
    const { events, token } = await readLog('group', 'stream');
    expect(events.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
    at('3').resolves(page('4', 'd'));
    at('4').resolves(page('4'));
    expect(await readLog('group', 'stream', token)).toEqual({ events: [{ timestamp: 1, message: 'd' }], token: '4' });
  });
});
