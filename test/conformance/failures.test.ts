import { expect, it } from 'vitest';
import { readMeasurements } from '../../lib/pipeline/measurement.ts';
import { describeStack } from './suite.ts';
import { specOf } from './tiny.ts';

const id = 'tiny-1';
/** One generation of two trials, one finalist. */
const input = { searchId: id, spec: specOf({ budget: { trials: 2 } }) };

await describeStack('what fails on the way', (deployed) => {
  it('costs its trial, and is not tried again, when a trainer is at fault', async () => {
    const { executions, stores, batch } = await deployed();
    batch.sabotage = ({ name }) => (name.endsWith('trial-2') ? { SPOTNAS_BACKEND: 'none' } : undefined);
    expect(await executions.run(id, input)).toEqual({ status: 'SUCCEEDED' });
    const [job, ...others] = batch.jobs.filter(({ request }) => request.name.endsWith('trial-2'));
    // Neither by Batch nor, as another job, by the state machine.
    expect(others).toEqual([]);
    expect(job).toMatchObject({ status: 'FAILED', statusReason: 'Essential container in task exited' });
    expect(job!.attempts).toMatchObject([
      { exitCode: 1, log: expect.arrayContaining([expect.stringContaining('none')]) },
    ]);
    const trials = await stores.trials.list(id);
    expect(trials.map(({ state }) => state)).toEqual(['complete', 'failed', 'complete']);
    expect(trials[1]!.failure).toContain('container ended without a result');
  });

  it('costs the measurement of the finalists and nothing else, until the search is resumed', async () => {
    const { executions, stores, batch } = await deployed();
    batch.sabotage = ({ name }) => (name.endsWith('measure') ? { SPOTNAS_BACKEND: 'none' } : undefined);
    const spec = specOf({ budget: { trials: 2 }, constraints: { latencyMs: { max: 1000 } } });
    expect(await executions.run(id, { searchId: id, spec })).toEqual({ status: 'SUCCEEDED' });
    expect(batch.jobs.at(-1)).toMatchObject({ status: 'FAILED', request: { name: `${id}-measure` } });
    expect(await readMeasurements(stores, id, spec)).toEqual([]);

    batch.sabotage = () => undefined;
    const before = batch.jobs.length;
    expect(await executions.run('again', { searchId: id })).toEqual({ status: 'SUCCEEDED' });
    expect(batch.jobs.slice(before).map(({ request }) => request.name)).toEqual([`${id}-measure`]);
    expect(Object.values((await readMeasurements(stores, id, spec))[0]!.finalists)).toMatchObject([{ holds: 'yes' }]);
  });

  it('is tried again when Lambda is at fault', async () => {
    const { executions, lambda } = await deployed();
    lambda.intercept = ({ event }) =>
      event.step === 'propose' && lambda.count('propose') === 0 ? { status: 500, code: 'ServiceException' } : undefined;
    const execution = await executions.start(id, input);
    expect(await executions.ended(execution)).toEqual({ status: 'SUCCEEDED' });
    const proposals = (await executions.states(execution)).filter((state) => state === 'Propose');
    expect(lambda.count('propose')).toBe(proposals.length + 1);
  });

  it('fails the search, with its cause, when a step fails again and again', async () => {
    const { executions, lambda, stores } = await deployed();
    const fault = { errorType: 'TypeError', errorMessage: 'the weather is bad', trace: [] };
    lambda.intercept = ({ event }) => (event.step === 'propose' ? fault : undefined);
    const end = await executions.run(id, input);
    expect(end).toMatchObject({ status: 'FAILED', error: 'TypeError' });
    expect(end.cause).toContain('the weather is bad');
    const { status, cause } = await stores.trials.getSearch(id);
    expect(status).toBe('failed');
    expect(cause).toContain('the weather is bad');
  });

  it('fails the search when a step does not end', async () => {
    const { executions, lambda } = await deployed();
    const fault = { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 300.00 seconds' };
    lambda.intercept = ({ event }) => (event.step === 'initialise' ? fault : undefined);
    const end = await executions.run(id, input);
    expect(end).toMatchObject({ status: 'FAILED' });
    expect(end.cause).toContain('timed out');
  });

  it('refuses a bad specification before anything is stored or spent', async () => {
    const { executions, batch, stores } = await deployed();
    const end = await executions.run(id, { searchId: id, spec: { ...specOf(), budget: { trials: 0 } } });
    expect(end).toMatchObject({ status: 'FAILED', error: 'SpecificationError' });
    expect(end.cause).toMatch(/budget\.trials.*got 0/);
    expect(batch.jobs).toEqual([]);
    expect(await stores.trials.listSearches()).toEqual([]);
  });
});
