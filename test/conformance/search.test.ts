import { beforeAll, expect, it } from 'vitest';
import { type Progress, whenTraining } from './moments.ts';
import { outcomeOf, type SearchOutcome } from './outcome.ts';
import { describeStack } from './suite.ts';
import { localOutcome, specOf } from './tiny.ts';

await describeStack('the synthesised stack, executed by another interpreter', (deployed) => {
  const id = 'tiny-1';
  const input = { searchId: id, spec: specOf() };
  let expected: SearchOutcome;
  beforeAll(async () => {
    expected = await localOutcome(id);
  });

  it('ends a search as the same search ends on this computer', async () => {
    const { executions, stores, batch } = await deployed();
    expect(await executions.run(id, input)).toEqual({ status: 'SUCCEEDED' });
    expect(await outcomeOf(stores, id)).toEqual(expected);
    expect(batch.jobs.map(({ status, attempts }) => [status, attempts.length])).toEqual(
      Array(8).fill(['SUCCEEDED', 1]),
    );
  });

  it('stops, its jobs too, and goes on in a new execution', async () => {
    const { executions, stores, batch } = await deployed();
    const training = whenTraining(batch, { trial: 3 });
    const execution = await executions.start(id, input);
    const { job } = (await training).attempt;
    expect(await executions.stop(execution)).toEqual({ status: 'ABORTED' });
    await batch.idle();
    const stopped = batch.jobs.length;
    expect(job).toMatchObject({ status: 'FAILED', statusReason: expect.stringContaining('aborted') });
    expect(job.attempts).toMatchObject([{ exitCode: 143 }]);
    expect((await stores.trials.list(id)).some(({ state }) => state === 'failed')).toBe(false);

    expect(await executions.run('again', { searchId: id })).toEqual({ status: 'SUCCEEDED' });
    expect(await outcomeOf(stores, id)).toEqual(expected);
    // The data is prepared, trials 1 and 2 are trained: four of generations 2 and 3 are left, and the finalist.
    expect(batch.jobs.length - stopped).toBeLessThanOrEqual(5);
  });

  it('goes on from the checkpoint when a spot instance is reclaimed, to the same weights', async () => {
    const { executions, stores, batch } = await deployed();
    const steps: Progress[] = [];
    const training = whenTraining(batch, { trial: 2, step: 2, seen: steps });
    // The first two trials are what they are in a longer search.
    const execution = await executions.start(id, { searchId: id, spec: specOf({ budget: { trials: 2 } }) });
    const { attempt } = await training;
    attempt.reclaim();
    expect(await executions.ended(execution)).toEqual({ status: 'SUCCEEDED' });
    expect(attempt.job.attempts).toMatchObject([
      { exitCode: 143, statusReason: expect.stringMatching(/^Host EC2 \(instance i-\w+\) terminated\.$/) },
      { exitCode: 0, statusReason: 'Essential container in task exited' },
    ]);
    const [first, second] = [1, 2].map((number) => steps.filter(({ attempt }) => attempt.number === number));
    expect(second![0]!.step).toBeGreaterThan(first!.at(-1)!.step);
    expect((await outcomeOf(stores, id)).trials.slice(0, 2)).toEqual(expected.trials.slice(0, 2));
  });
});
