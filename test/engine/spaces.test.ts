import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Examples } from '../../lib/engine/engine.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import { detectBackend } from '../../lib/engine/tensorflow/detect.ts';
import { randomStream } from '../../lib/math/random.ts';
import { counts } from '../../lib/network/counts.ts';
import { elements } from '../../lib/network/definition.ts';
import { inferenceNetwork } from '../../lib/network/inference.ts';
import { initialWeights } from '../../lib/network/initialise.ts';
import type { Network } from '../../lib/network/network.ts';
import { weightSpecs } from '../../lib/network/weights.ts';
import { createSpace } from '../../lib/space/registry.ts';
import type { Problem } from '../../lib/space/space.ts';
import { moduleExample } from '../space/module-example.ts';
import { PROBLEMS } from '../space/problems.ts';
import { using } from '../suites/engine/fixtures.ts';
import { recipeOf } from '../trial/recipe.ts';

const BATCH = 8;
const STEPS = 15;
const SAMPLES = 200;
const seeds = Array.from({ length: SAMPLES }, (_, i) => i + 1);

const { backend } = detectBackend();

const SPACES: readonly { readonly name: string; readonly [option: string]: unknown }[] = [
  { name: 'nasbench201', auxiliary: true },
  { name: 'nasbench-macro', head: 32 },
  { name: 'nasnet', auxiliary: true },
  { name: 'mobile' },
  { name: 'mobile', resolutions: [0.5, 1], scale: { depth: 1.2, width: 1.1, resolution: 1.15 } },
  { name: 'residual' },
  { name: 'detection', channels: [8, 8, 12], depth: 2 },
  { name: 'text', widths: [16] },
  { name: 'tabular', widths: [16, 32] },
  { name: 'custom' },
  moduleExample,
];

const recipe = recipeOf({
  momentum: 0.9,
  dropout: 0.1,
  tokenDropout: 0.1,
  dropPath: 0.1,
  auxiliary: 0.4,
});

/** `count` of anything; what is learnt of it is to know it by heart. */
function examplesOf({ task, input, classes, vocabulary }: Problem, count: number): Examples {
  const random = randomStream(1, 'examples');
  const size = count * elements(input);
  const draw = () => random.integer(vocabulary ?? 256);
  const features = vocabulary
    ? Int32Array.from({ length: size }, draw)
    : input.length === 3
      ? Uint8Array.from({ length: size }, draw)
      : Float32Array.from({ length: size }, () => random.normal());
  const labels = {
    classification: () => Int32Array.from({ length: count }, (_, i) => i % classes),
    regression: () => Float32Array.from({ length: count }, () => random.normal()),
    // One for each level of the pyramid.
    detection: () => {
      const boxes = (i: number) => [4 * i, 8, 4 * i + 20, 30, i % classes, 4, 4, 150, 60, (i + 1) % classes];
      return Float32Array.from(Array.from({ length: count }, (_, i) => boxes(i)).flat());
    },
  };
  return { features, labels: labels[task](), count };
}

/** A network trained on one batch again and again. */
function trained(
  engine: Engine,
  { network, problem, seed }: { network: Network; problem: Problem; seed: number },
  { batchSize, steps }: { batchSize: number; steps: number },
) {
  const weights = initialWeights(network, randomStream(seed, 'weights'));
  const train = examplesOf(problem, batchSize);
  const program = engine.compile({ network, task: problem.task, recipe: { ...recipe, batchSize }, train, weights });
  return using({ program }, () => {
    const indices = Int32Array.from({ length: batchSize }, (_, i) => i);
    const losses = Array.from({ length: steps }, (_, step) => program.step(indices, step, 0.01).loss);
    const state = program.readState();
    const isIdle = (name: string) => state.get(name)!.every((value, i) => value === weights.get(name)![i]);
    const idle = weightSpecs(network).filter(({ name }) => isIdle(name));
    return { losses, state, idle: idle.map(({ name }) => name) };
  });
}

function sampled(options: { readonly name: string }, seed: number) {
  const space = createSpace(options);
  const problem = PROBLEMS[options.name]!;
  return { seed, problem, network: space.network(space.sample(randomStream(seed, 'trained')), problem) };
}

describe.each(SPACES)('networks of space $name', (options) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine();
  });

  it.each([1, 2, 3])('learn, with every weight, sample %d', (seed) => {
    const { losses, idle } = trained(engine, sampled(options, seed), { batchSize: BATCH, steps: STEPS });
    expect(idle).toEqual([]);
    const mean = (some: readonly number[]) => some.reduce((sum, loss) => sum + loss, 0) / some.length;
    expect(mean(losses.slice(-5))).toBeLessThan(mean(losses.slice(0, 5)));
  });

  /** On the layers engine, whose networks need no compilation; it is quickest on wasm. */
  it.runIf(backend === 'wasm')(
    `run forwards and backwards and have the parameters that were counted, ${SAMPLES} samples`,
    () => {
      const idle = seeds.filter((seed) => {
        const sample = sampled(options, seed);
        const { losses, idle, state } = trained(engine, sample, { batchSize: 2, steps: 1 });
        expect(losses[0]).toBeGreaterThan(0);
        expect(losses[0]).toBeLessThan(Infinity);
        const held = weightSpecs(inferenceNetwork(sample.network)).filter(({ trainable }) => trainable);
        const size = held.reduce((sum, { name }) => sum + state.get(name)!.length, 0);
        expect(size).toBe(counts(sample.network).parameters);
        return idle.length > 0;
      });
      // Weights that a `none` cuts off from the output learn nothing, nor units that answer neither of two examples.
      expect(idle.length / SAMPLES).toBeLessThan(0.2);
    },
  );
});
