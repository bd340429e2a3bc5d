import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { prepare } from '../../containers/trainer/prepare.ts';
import { handler as latencyPredictor } from '../../lambdas/latency-predictor/handler.ts';
import { openPorts } from '../../lambdas/ports.ts';
import { handler as strategy } from '../../lambdas/strategy/handler.ts';
import { localDefinition } from '../../lib/local/definition.ts';
import { execute } from '../../lib/local/execute.ts';
import { randomStream } from '../../lib/math/random.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import type { Trial } from '../../lib/trial/trial.ts';
import { fakeEngine } from '../hardware/fake-engine.ts';
import { specOf } from '../local/simulation.ts';
import { simulatedBatch } from './batch.ts';
import { faulty, retrying } from './faults.ts';
import { memoryArtefacts, memoryStores } from './memory.ts';

vi.mock('../../lambdas/ports.ts', () => ({ openPorts: vi.fn() }));

const TRAINER = 'layers/fake';
const definition = localDefinition(resolve(join(import.meta.dirname, '..', '..')), TRAINER);
const SCHEDULES = 200;
const ID = 'chaos-1';

interface Weather {
  readonly seed: number;
  /** Share of spot attempts that are reclaimed. */
  readonly reclaims: number;
  /** Share of calls that are throttled, and of answers that are lost. */
  readonly faults: number;
  /** Share of Lambda invocations that time out after their work, and of those that happen twice. */
  readonly lambdas: number;
  readonly usd?: number;
  readonly continueAfter?: number;
}

const prepared = new Map<string, Uint8Array>();

/** What the container leaves that prepares a search: data and device do not depend on the weather. */
beforeAll(async () => {
  const stores = { ...(await memoryStores(prepared)), artefacts: memoryArtefacts(prepared) };
  await stores.trials.createSearch(ID, specOf() as never);
  await prepare({ ...stores, trainers: { gpu: TRAINER, cpu: TRAINER } }, fakeEngine(), ID, () => {});
});

/** A search of 10 trials and 4 final ones under faults that follow from a seed. */
async function weathered({ seed, reclaims, faults, lambdas, usd, continueAfter = 250 }: Weather) {
  const stores = await memoryStores(prepared);
  const calm: Ports = { ...stores, trainers: { gpu: TRAINER, cpu: TRAINER } };
  const published = new Map<number, Set<string>>();
  const { complete } = stores.trials;
  stores.trials.complete = async (ref, attempt, result) => {
    await complete(ref, attempt, result);
    published.set(ref.number, (published.get(ref.number) ?? new Set()).add(attempt));
  };
  const rates = { throttled: faults, lost: faults };
  const unreliable = (name: string): Ports => ({
    ...calm,
    trials: faulty(stores.trials, randomStream(seed, name, 'trials'), rates),
    ledger: faulty(stores.ledger, randomStream(seed, name, 'ledger'), rates),
    artefacts: faulty(stores.artefacts, randomStream(seed, name, 'artefacts'), rates),
  });
  const forLambdas = unreliable('lambda');
  vi.mocked(openPorts).mockImplementation(async () => ({
    ...forLambdas,
    trials: retrying(forLambdas.trials, 3),
    ledger: retrying(forLambdas.ledger, 3),
    artefacts: retrying(forLambdas.artefacts, 3),
  }));
  const forContainers = unreliable('container');
  const batch = simulatedBatch(
    {
      ...calm,
      trials: retrying(forContainers.trials),
      ledger: retrying(forContainers.ledger),
      artefacts: retrying(forContainers.artefacts),
    },
    randomStream(seed, 'batch'),
    reclaims,
  );
  const random = randomStream(seed, 'lambda');
  const spec = specOf({ budget: { trials: 10, ...(usd !== undefined && { usd }) } });
  const executions = new Set<string>();

  /** Steps that have ended in a time-out in a row: the state machine tries each six times. */
  let unlucky = 0;
  async function lambda(name: string, event: unknown): Promise<unknown> {
    const { execution } = event as { execution?: string };
    if (execution) executions.add(execution);
    const call = () => (name === 'strategy' ? strategy : latencyPredictor)(structuredClone(event) as never);
    const twice = random.uniform() < lambdas;
    const [answer] = await Promise.all([call(), ...(twice ? [call().catch(() => undefined)] : [])]);
    if (random.uniform() < lambdas && unlucky++ < 3)
      throw Object.assign(new Error('timed out'), { name: 'States.Timeout' });
    unlucky = 0;
    return answer;
  }

  async function begin(raised?: number): Promise<void> {
    const Input = { searchId: ID, maxConcurrency: 3, continueAfter, ...(raised && { usd: raised }) };
    const services = { lambda, batch: async (job: object) => batch.run(job as never) };
    const start = { Name: `execution-${raised ?? 'first'}`, Input };
    await execute(definition, start, { services, signal: new AbortController().signal, retryMs: 0 });
    await Promise.all(batch.stragglers);
  }

  await calm.trials.createSearch(ID, spec as never);
  return { begin, calm, batch, published, executions };
}

/** All that two runs of one search must have in common. */
const outcome = (trials: readonly Trial[]) => trials.map(({ attempt: _attempt, ...trial }) => trial);

describe('chaos', { timeout: 600_000 }, () => {
  /** The course of the search when nothing goes wrong, and what it costs. */
  let expected: ReturnType<typeof outcome>;
  let price: number;

  beforeAll(async () => {
    const { begin, calm, batch } = await weathered({ seed: 0, reclaims: 0, faults: 0, lambdas: 0 });
    await begin();
    expected = outcome(await calm.trials.list(ID));
    price = await calm.ledger.spent(ID);
    expect(batch.used()).toBeCloseTo(price, 6);
  });

  it('leaves a search alone in good weather', () => {
    expect(expected).toHaveLength(14);
    expect(expected.every(({ state }) => state === 'complete')).toBe(true);
  });

  it(`loses nothing and publishes nothing twice in ${SCHEDULES} schedules of faults`, async () => {
    const seen = { reclaimed: 0, onDemand: 0, executions: 0 };
    for (let seed = 1; seed <= SCHEDULES; seed++) {
      const random = randomStream(seed, 'weather');
      const weather = {
        seed,
        reclaims: random.uniform(),
        faults: 0.05 * random.uniform(),
        lambdas: 0.3 * random.uniform(),
        continueAfter: 3 + random.integer(10),
      };
      const { begin, calm, batch, published, executions } = await weathered(weather);
      await begin();
      const trials = await calm.trials.list(ID);
      expect(outcome(trials), JSON.stringify(weather)).toEqual(expected);
      expect((await calm.trials.getSearch(ID)).status, `schedule ${seed}`).toBe('complete');
      for (const [number, attempts] of published) expect(attempts.size, `schedule ${seed}, trial ${number}`).toBe(1);
      expect(await calm.ledger.spent(ID), `schedule ${seed}`).toBeGreaterThanOrEqual(batch.used() - 1e-9);
      seen.reclaimed += batch.counted.reclaimed;
      seen.onDemand += batch.counted.onDemand;
      seen.executions += executions.size;
    }
    // The weather was bad enough to mean something.
    expect(seen.reclaimed).toBeGreaterThan(SCHEDULES);
    expect(seen.onDemand).toBeGreaterThan(10);
    expect(seen.executions).toBeGreaterThan(SCHEDULES);
  });

  it(`never passes the budget in ${SCHEDULES} schedules, and ends as if there had been none once it is raised`, async () => {
    const ends = { complete: 0, failed: 0, early: 0 };
    for (let seed = 1; seed <= SCHEDULES; seed++) {
      const random = randomStream(seed, 'budget');
      const usd = price * 1.5 * random.uniform();
      const weather = { seed, usd, reclaims: 0.5 * random.uniform(), faults: 0.02, lambdas: 0.1 };
      const { begin, calm, batch } = await weathered(weather);
      const failure = await begin().then(
        () => undefined,
        (error: Error) => error,
      );
      if (failure) expect(failure.name, JSON.stringify(weather)).toBe('BudgetReached');
      const { status } = await calm.trials.getSearch(ID);
      expect(status).toBe(failure ? 'failed' : 'complete');
      const spent = await calm.ledger.spent(ID);
      expect(spent, JSON.stringify(weather)).toBeLessThanOrEqual(usd + 1e-9);
      expect(batch.used(), JSON.stringify(weather)).toBeLessThanOrEqual(usd + 1e-9);
      const trials = await calm.trials.list(ID);
      expect(
        trials.filter(({ state }) => state === 'failed' || state === 'infeasible'),
        `schedule ${seed}`,
      ).toEqual([]);
      const chosen = trials.some(({ kind }) => kind === 'final');
      ends[status as 'complete' | 'failed']++;
      ends.early += trials.filter(({ kind }) => kind === 'search').length < 10 ? 1 : 0;
      await begin(100 * price);
      const after = await calm.trials.list(ID);
      expect(
        after.every(({ state }) => state === 'complete' || chosen),
        `schedule ${seed}`,
      ).toBe(true);
      if (!chosen) expect(outcome(after), `schedule ${seed}`).toEqual(expected);
    }
    expect(Math.min(ends.complete, ends.failed, ends.early)).toBeGreaterThan(5);
  });
});
