import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Examples } from '../../lib/engine/engine.ts';
import { loadEngine } from '../../lib/engine/load.ts';
import { randomStream } from '../../lib/math/random.ts';
import { elements } from '../../lib/network/definition.ts';
import { initialWeights } from '../../lib/network/initialise.ts';
import { weightSpecs } from '../../lib/network/weights.ts';
import { createSpace } from '../../lib/space/registry.ts';
import type { Problem } from '../../lib/space/space.ts';
import { PROBLEMS } from '../space/problems.ts';
import { using } from '../suites/engine/fixtures.ts';
import { recipeOf } from '../trial/recipe.ts';

const BATCH = 8;
const STEPS = 15;

const SPACES: readonly { readonly name: string; readonly [option: string]: unknown }[] = [
  { name: 'nasbench201', auxiliary: true },
  { name: 'nasbench-macro', head: 32 },
  { name: 'nasnet', auxiliary: true },
  { name: 'mobile' },
  { name: 'residual' },
  { name: 'detection', channels: [8, 8, 12], depth: 2 },
  { name: 'text', widths: [16] },
  { name: 'tabular', widths: [16, 32] },
  { name: 'custom' },
];

const recipe = recipeOf({
  batchSize: BATCH,
  momentum: 0.9,
  dropout: 0.1,
  tokenDropout: 0.1,
  dropPath: 0.1,
  auxiliary: 0.4,
});

/** One batch of anything; what is learnt of it is to know it by heart. */
function examplesOf({ task, input, classes, vocabulary }: Problem): Examples {
  const random = randomStream(1, 'examples');
  const size = BATCH * elements(input);
  const draw = () => random.integer(vocabulary ?? 256);
  const features = vocabulary
    ? Int32Array.from({ length: size }, draw)
    : input.length === 3
      ? Uint8Array.from({ length: size }, draw)
      : Float32Array.from({ length: size }, () => random.normal());
  const labels = {
    classification: () => Int32Array.from({ length: BATCH }, (_, i) => i % classes),
    regression: () => Float32Array.from({ length: BATCH }, () => random.normal()),
    // One for each level of the pyramid.
    detection: () => {
      const boxes = (i: number) => [4 * i, 8, 4 * i + 20, 30, i % classes, 4, 4, 150, 60, (i + 1) % classes];
      return Float32Array.from(Array.from({ length: BATCH }, (_, i) => boxes(i)).flat());
    },
  };
  return { features, labels: labels[task](), count: BATCH };
}

describe.each(SPACES)('networks of space $name', (options) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine();
  });

  it.each([1, 2, 3])('learn, with every weight, sample %d', (seed) => {
    const space = createSpace(options);
    const problem = PROBLEMS[options.name]!;
    const network = space.network(space.sample(randomStream(seed, 'trained')), problem);
    const weights = initialWeights(network, randomStream(seed, 'weights'));
    const program = engine.compile({ network, task: problem.task, recipe, train: examplesOf(problem), weights });
    using({ program }, () => {
      const indices = Int32Array.from({ length: BATCH }, (_, i) => i);
      const losses = Array.from({ length: STEPS }, (_, step) => program.step(indices, step, 0.01).loss);
      const trained = program.readState();
      const idle = weightSpecs(network).filter(({ name }) => `${trained.get(name)}` === `${weights.get(name)}`);
      expect(idle.map(({ name }) => name)).toEqual([]);
      const mean = (some: readonly number[]) => some.reduce((sum, loss) => sum + loss, 0) / some.length;
      expect(mean(losses.slice(-5))).toBeLessThan(mean(losses.slice(0, 5)));
    });
  });
});
