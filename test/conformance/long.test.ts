import { expect, it } from 'vitest';
import { outcomeOf } from './outcome.ts';
import { describeStack } from './suite.ts';
import { localOutcome, specOf } from './tiny.ts';

const id = 'tiny-1';

await describeStack('a search that takes long', (deployed) => {
  it('moves a work item that is reclaimed again and again to an on-demand instance', async () => {
    const { executions, stores, batch } = await deployed();
    batch.onMessage = ({ type, number }, attempt) => {
      const { purchase } = attempt.job.request.queue;
      if (type === 'progress' && number === 2 && purchase === 'spot') attempt.reclaim();
    };
    const spec = specOf({ budget: { trials: 2 } });
    expect(await executions.run(id, { searchId: id, spec })).toEqual({ status: 'SUCCEEDED' });
    const jobs = batch.jobs.filter(({ request }) => request.name.endsWith('trial-2'));
    expect(jobs.map(({ status, request }) => [status, request.queue.purchase])).toEqual([
      ['FAILED', 'spot'],
      ['SUCCEEDED', 'on-demand'],
    ]);
    expect((await outcomeOf(stores, id)).trials).toEqual((await localOutcome(id, spec)).trials);
  });

  it('goes on in another execution when its history is long', async () => {
    const { executions, stores } = await deployed();
    const spec = specOf({ generation: 1, budget: { trials: 5 } });
    await executions.run(id, { searchId: id, spec, continueAfter: 3 });
    await expect.poll(async () => (await stores.trials.getSearch(id)).status, { timeout: 90_000 }).toBe('complete');
    expect((await executions.names()).length).toBeGreaterThan(2);
    expect(await outcomeOf(stores, id)).toEqual(await localOutcome(id, spec));
  });
});
