import { describe, expect, it } from 'vitest';
import { violations } from '../../lib/pipeline/bounds.ts';
import { leaderboard } from '../../lib/pipeline/leaderboard.ts';
import { initialise } from '../../lib/pipeline/steps/initialise.ts';
import { reportKey } from '../../lib/trial/keys.ts';
import type { Trial } from '../../lib/trial/trial.ts';
import { learns, simulation, specOf } from './simulation.ts';

const states = (trials: readonly Trial[]) =>
  Object.fromEntries([...Map.groupBy(trials, ({ state }) => state)].map(([state, all]) => [state, all.length]));
/** All that two runs of one search must have in common. */
const outcome = (trials: readonly Trial[]) => trials.map(({ attempt: _attempt, ...trial }) => trial);

describe('a search through the state machine', () => {
  it('trains its budget in generations, retrains the best with other seeds, and reports', async () => {
    const { run, trials, ports, begun } = await simulation();
    await run({ spec: specOf() });
    const all = await trials();
    const [searched, finals] = [
      all.filter(({ kind }) => kind === 'search'),
      all.filter(({ kind }) => kind === 'final'),
    ];
    expect(states(all)).toEqual({ complete: 14 });
    expect(searched.map(({ generation }) => generation)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3]);
    expect(begun).toEqual(all.map(({ number }) => number));
    const best = leaderboard(all).slice(0, 2);
    expect(finals.map(({ architectureId }) => architectureId)).toEqual(
      best.flatMap(({ architectureId }) => [architectureId, architectureId]),
    );
    expect(finals.map(({ seed }) => seed)).toEqual([1, 2, 1, 2]);
    expect((await ports.trials.getSearch('sim-1')).status).toBe('complete');
    expect(new TextDecoder().decode(await ports.artefacts.get(reportKey('sim-1')))).toContain('<svg');
  });

  it('trains no architecture that breaks a constraint, and fills generations all the same', async () => {
    const free = await simulation();
    await free.run({ spec: specOf() });
    const latencies = (await free.trials()).map(({ predicted }) => predicted!.latencyMs!).sort((a, b) => a - b);
    const max = latencies[Math.floor(latencies.length / 2)]!;

    const { run, trials } = await simulation();
    await run({ spec: specOf({ constraints: { latencyMs: { max } } }) });
    const searched = (await trials()).filter(({ kind }) => kind === 'search');
    expect(states(searched).complete).toBe(10);
    expect(states(searched).infeasible).toBeGreaterThan(0);
    const constraints = { latencyMs: { max, confidence: 0.9, device: 'this-machine' } };
    for (const { state, predicted } of searched) {
      expect(violations(constraints, predicted!).length > 0).toBe(state === 'infeasible');
    }
  });

  it('says which constraint cannot be met', async () => {
    const { run, ports } = await simulation();
    const impossible = run({ spec: specOf({ constraints: { latencyMs: { max: 1e-6 } } }) });
    const cause =
      /none of \d+ architectures meets the constraints: constraints\.latencyMs\.max is 0\.000001, the smallest seen \d/;
    await expect(impossible).rejects.toMatchObject({
      name: 'NoArchitectureFits',
      message: expect.stringMatching(cause),
    });
    const { status, cause: stored } = await ports.trials.getSearch('sim-1');
    expect(status).toBe('failed');
    expect(stored).toMatch(cause);
  });

  it('refuses a bad specification before anything is stored', async () => {
    const { run, ports } = await simulation();
    const bad = run({ spec: { ...specOf(), budget: { trials: 0 } } });
    await expect(bad).rejects.toThrow(/budget\.trials.*got 0; allowed: a whole number from 1/);
    expect(await ports.trials.listSearches()).toEqual([]);
  });

  it('goes on when trials fail and containers die, and trains what a dead one left behind', async () => {
    const { run, trials, begun } = await simulation();
    await run({
      spec: specOf(),
      fate: (trial) =>
        trial.number === 3 ? 'dies' : trial.number === 6 ? new Error('the loss is NaN') : learns(trial),
    });
    const all = await trials();
    expect(states(all)).toEqual({ complete: 12, failed: 2 });
    expect(all[2]).toMatchObject({ state: 'failed', failure: expect.stringContaining('container ended without') });
    expect(all[5]).toMatchObject({ state: 'failed', failure: 'the loss is NaN' });
    // Trial 4 stood behind trial 3 in the container that died.
    expect(begun.filter((number) => number === 3)).toHaveLength(1);
    expect(begun.filter((number) => number === 4)).toHaveLength(1);
    expect(all[3]!.state).toBe('complete');
  });

  it('fails, saying why, when nothing could be trained', async () => {
    const { run, ports } = await simulation();
    const hopeless = run({ spec: specOf(), fate: () => new Error('no memory') });
    await expect(hopeless).rejects.toMatchObject({
      name: 'NoTrialCompleted',
      message: expect.stringContaining('no memory'),
    });
    expect((await ports.trials.getSearch('sim-1')).cause).toContain('no memory');
    const target = { queue: '', onDemandQueue: '', definition: '' };
    const input = { execution: 'sim-2', targets: { gpu: target, cpu: target }, maxConcurrency: 1, continueAfter: 9 };
    await initialise(ports, { searchId: 'sim-1', ...input });
    expect(await ports.trials.getSearch('sim-1')).toMatchObject({ status: 'running' });
  });

  it('ends when the space is used up', async () => {
    const space = {
      name: 'mobile',
      stages: [{ channels: 16, depth: 1 }],
      kernels: [3],
      expansions: [1, 3],
      activations: ['relu'],
    };
    const { run, trials } = await simulation();
    await run({ spec: specOf({ space, strategy: 'random', budget: { trials: 32 }, generation: 8 }) });
    expect((await trials()).filter(({ kind }) => kind === 'search')).toHaveLength(12);
  });

  it('trains nothing twice: another search of the same store takes the results', async () => {
    const { run, trials, begun } = await simulation();
    await run({ spec: specOf() });
    const trained = begun.length;
    await run({ spec: specOf(), id: 'sim-2' });
    expect(begun.slice(trained).every((number) => number > 10)).toBe(true);
    const hashes = async (id: string) => (await trials(id)).map(({ result }) => result!.weightsHash);
    expect(await hashes('sim-2')).toEqual(await hashes('sim-1'));
    // The same cells with other channels are other networks.
    await run({ spec: specOf({ space: { name: 'nasbench201', channels: 4 } }), id: 'sim-3' });
    const known = new Set(await hashes('sim-1'));
    expect((await hashes('sim-3')).filter((hash) => known.has(hash))).toEqual([]);
  });

  it('goes on in new executions when its history grows long, and ends as if it had not', async () => {
    const [short, long] = [await simulation(), await simulation()];
    await short.run({ spec: specOf(), input: { continueAfter: 3 } });
    await long.run({ spec: specOf() });
    expect(outcome(await short.trials())).toEqual(outcome(await long.trials()));
    expect((await short.ports.trials.getSearch('sim-1')).execution).toMatch(/^sim-1-[0-9a-f]{12}$/);
    expect((await long.ports.trials.getSearch('sim-1')).execution).toBe('sim-1');
  });

  it('killed at any moment and resumed ends as if nothing had happened', async () => {
    const calm = await simulation();
    await calm.run({ spec: specOf({ constraints: { macs: { max: 100_000 } } }) });
    const expected = outcome(await calm.trials());
    for (let calls = 1; calls < 32; calls += 5) {
      const { run, trials, begun } = await simulation();
      const spec = specOf({ constraints: { macs: { max: 100_000 } } });
      await run({ spec, calls });
      await run({ spec, calls: calls * 2 });
      await run({ spec });
      expect(outcome(await trials()), `killed after ${calls} calls`).toEqual(expected);
      expect(new Set(begun).size, `killed after ${calls} calls`).toBe(begun.length);
    }
  });

  it('proposes something else for another seed', async () => {
    const [a, b] = [await simulation(), await simulation()];
    await a.run({ spec: specOf() });
    await b.run({ spec: specOf({ seed: 1 }) });
    const ids = async ({ trials }: typeof a) => (await trials()).map(({ architectureId }) => architectureId);
    expect(await ids(b)).not.toEqual(await ids(a));
  });
});
