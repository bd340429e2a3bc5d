import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Engine } from '../../lib/engine/engine.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import type { Network } from '../../lib/network/network.ts';
import { openStores } from '../../lib/store/open.ts';
import type { Stores } from '../../lib/store/ports.ts';
import { runTrial, type TrialContext } from '../../lib/training/run-trial.ts';
import { decodeTensors } from '../../lib/training/tensors.ts';
import { hashWeights } from '../../lib/training/weights-hash.ts';
import { checkpointKey, weightsKey } from '../../lib/trial/keys.ts';
import { SCORES, type Task } from '../../lib/trial/task.ts';
import type { Trial } from '../../lib/trial/trial.ts';
import { detector, toyScenes } from '../suites/engine/detector.ts';
import { toyExamples } from '../suites/engine/fixtures.ts';
import { data, recipe, tinyNetwork } from './fixtures.ts';

const searchId = 'toy-1';
const trialOf = (number: number, overrides: Partial<Trial> = {}): Trial => ({
  searchId,
  number,
  kind: 'search',
  generation: 1,
  round: 1,
  architecture: {},
  architectureId: 'a',
  key: `key-${number}`,
  recipe,
  seed: 7,
  state: 'proposed',
  ...overrides,
});

describe('runTrial', () => {
  let engine: Engine;
  let stores: Stores;
  const test = vi.fn(async () => toyExamples({ input: [6, 6, 1], count: 30, seed: 3 }));
  const context = (overrides: Partial<TrialContext> = {}): TrialContext => ({
    stores,
    engine,
    attempt: 'first',
    task: 'classification',
    classes: ['top', 'middle', 'bottom'],
    network: tinyNetwork,
    data: { ...data, test },
    signal: new AbortController().signal,
    ...overrides,
  });
  const propose = async (...trials: Trial[]) => {
    await stores.trials.propose(trials);
    for (const trial of trials) await stores.trials.predict(trial, { latencyMs: 1 }, true);
  };

  beforeAll(async () => {
    engine = await loadEngine();
  });
  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spotnas-trial-'));
    onTestFinished(() => rmSync(folder, { recursive: true, maxRetries: 3 }));
    stores = await openStores(`file:${folder}`);
    await stores.trials.createSearch(searchId, {});
    test.mockClear();
  });

  it('publishes metrics and weights, and takes its checkpoint away', async () => {
    await propose(trialOf(1));
    expect(await runTrial({ searchId, number: 1 }, context())).toMatchObject({ kind: 'complete' });
    const { state, result } = await stores.trials.get({ searchId, number: 1 });
    expect(state).toBe('complete');
    expect(result!.curve).toHaveLength(3);
    expect(Object.keys(result!.metrics).sort()).toEqual(['accuracy', 'loss', 'seconds', 'trainLoss']);
    const weights = decodeTensors((await stores.artefacts.get(weightsKey({ searchId, number: 1 })))!);
    expect(hashWeights(weights.state)).toBe(result!.weightsHash);
    expect([...weights.state.keys()]).toContain('conv/kernel');
    expect(await stores.artefacts.get(checkpointKey({ searchId, number: 1 }))).toBeUndefined();
    expect(test).not.toHaveBeenCalled();
  });

  it('reads the test split once for a final trial, and leaves a model with its evaluation', async () => {
    await propose(trialOf(1, { kind: 'final' }));
    await runTrial({ searchId, number: 1 }, context());
    const { result } = await stores.trials.get({ searchId, number: 1 });
    expect(test).toHaveBeenCalledTimes(1);
    expect(result!.metrics.testAccuracy).toBeGreaterThan(0.3);
    expect((await stores.artefacts.list(`${result!.model}/`)).map((key) => key.split('/').at(-1)).sort()).toEqual([
      'evaluation.json',
      'model.json',
      'weights.bin',
    ]);
    const bytes = await stores.artefacts.get(`${result!.model}/evaluation.json`);
    const { task, examples, classes, metrics, report } = JSON.parse(new TextDecoder().decode(bytes));
    expect({ task, examples, classes }).toEqual({
      task: 'classification',
      examples: 30,
      classes: ['top', 'middle', 'bottom'],
    });
    expect(metrics).toMatchObject({ accuracy: result!.metrics.testAccuracy, loss: result!.metrics.testLoss });
    expect(report.perClass.map(({ support }: { support: number }) => support)).toEqual(
      report.confusion.map((row: readonly number[]) => row.reduce((sum, count) => sum + count, 0)),
    );
  });

  it.each<[Task, readonly string[]]>([
    ['regression', ['loss', 'r2', 'rmse', 'seconds', 'testLoss', 'testMae', 'testR2', 'testRmse', 'trainLoss']],
    ['detection', ['loss', 'map', 'map50', 'seconds', 'testLoss', 'testMap', 'testMap50', 'trainLoss']],
  ])('tells of %s what there is to tell', async (task, metrics) => {
    const [network, examples] = problems[task as keyof typeof problems];
    const split = { train: examples(16), validation: examples(8), test: async () => examples(8) };
    await propose(trialOf(1, { kind: 'final', recipe: { ...recipe, batchSize: 8, epochs: 2 } }));
    const outcome = await runTrial(
      { searchId, number: 1 },
      context({ task, classes: [], network: () => network, data: split }),
    );
    expect(outcome).toMatchObject({ kind: 'complete' });
    const { result } = await stores.trials.get({ searchId, number: 1 });
    expect(Object.keys(result!.metrics).sort()).toEqual(metrics);
    expect(result!.curve).toHaveLength(2);
    expect(result!.curve.at(-1)).toBe(result!.metrics[SCORES[task]]);
  });

  it('takes a result that is known and trains nothing', async () => {
    await propose(trialOf(1), trialOf(2, { key: 'key-1' }));
    const first = await runTrial({ searchId, number: 1 }, context());
    const onStep = vi.fn();
    const second = await runTrial({ searchId, number: 2 }, context({ onStep }));
    expect(first.kind).toBe('complete');
    expect(second).toEqual({ kind: 'known', result: (first as { result: unknown }).result });
    expect(onStep).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<TrialContext>, Partial<Trial>, RegExp]>([
    ['a network that cannot be built', { network: () => ({ ...tinyNetwork(), output: 'none' }) }, {}, /output none/],
    ['a loss that is no number', {}, { recipe: { ...recipe, learningRate: 1e30, warmup: 0 } }, /TrainingDivergedError/],
    ['an engine out of memory', { engine: outOfMemory() }, {}, /OOM when allocating/],
  ])('records %s as a failure', async (_case, overrides, trial, failure) => {
    await propose(trialOf(1, trial));
    expect(await runTrial({ searchId, number: 1 }, context(overrides))).toMatchObject({ kind: 'failed' });
    const stored = await stores.trials.get({ searchId, number: 1 });
    expect(stored.state).toBe('failed');
    expect(stored.failure).toMatch(failure);
  });

  it('leaves an interrupted trial running, to be finished with the same weights by another attempt', async () => {
    await propose(trialOf(1), trialOf(2));
    const interrupted = runTrial({ searchId, number: 1 }, context({ signal: AbortSignal.abort() }));
    await expect(interrupted).rejects.toMatchObject({ name: 'TrainingInterruptedError' });
    expect((await stores.trials.get({ searchId, number: 1 })).state).toBe('running');
    await runTrial({ searchId, number: 1 }, context({ attempt: 'second' }));
    await runTrial({ searchId, number: 2 }, context());
    const hashes = (await stores.trials.list(searchId)).map(({ result }) => result!.weightsHash);
    expect(hashes[0]).toBe(hashes[1]);
  });

  it('publishes nothing once another attempt has taken over', async () => {
    await propose(trialOf(1));
    let taken = false;
    const onStep = () => {
      if (!taken) void stores.trials.lease({ searchId, number: 1 }, 'second');
      taken = true;
    };
    expect(await runTrial({ searchId, number: 1 }, context({ onStep }))).toMatchObject({ kind: 'superseded' });
    expect(await stores.trials.get({ searchId, number: 1 })).toMatchObject({ state: 'running', attempt: 'second' });
  });

  it('is not at fault when a store does not answer', async () => {
    await propose(trialOf(1));
    const broken = Object.assign(new Error('slow down'), { name: 'SlowDown', $metadata: { httpStatusCode: 503 } });
    const artefacts = { ...stores.artefacts, get: () => Promise.reject(broken) };
    await expect(runTrial({ searchId, number: 1 }, context({ stores: { ...stores, artefacts } }))).rejects.toBe(broken);
    expect(await stores.trials.get({ searchId, number: 1 })).toMatchObject({ state: 'running' });
  });

  it('does nothing for a trial that is finished', async () => {
    await propose(trialOf(1));
    await runTrial({ searchId, number: 1 }, context());
    const onStep = vi.fn();
    expect(await runTrial({ searchId, number: 1 }, context({ attempt: 'second', onStep }))).toMatchObject({
      kind: 'finished',
    });
    expect(onStep).not.toHaveBeenCalled();
  });
});

/** What TensorFlow says when a tensor does not fit. */
function outOfMemory(): Engine {
  return {
    name: 'graph',
    fingerprint: 'graph/full',
    compile: () => {
      throw new Error('OOM when allocating tensor with shape[4096,512,512,64]');
    },
    time: () => [],
  };
}

const input = [16, 16, 1] as const;
const boxed = detector({ input, classes: 2, channels: [4, 4], strides: [4] });
const { nodes } = tinyNetwork();
const single: Network = {
  ...tinyNetwork(),
  nodes: nodes.map((node) => (node.id === 'dense' ? { ...node, layer: { op: 'dense', units: 1, bias: true } } : node)),
};
const numbers = (count: number) => {
  const { labels, ...rest } = toyExamples({ input: [6, 6, 1], count });
  return { ...rest, labels: Float32Array.from(labels) };
};
const problems = {
  regression: [single, numbers],
  detection: [boxed, (count: number) => toyScenes({ input, count })],
} as const;
