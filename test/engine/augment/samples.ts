import type { AugmentedProblem } from '../../../lib/engine/augment/problem.ts';
import type { Batch } from '../../../lib/engine/layers/batches.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { elements } from '../../../lib/network/definition.ts';

/** Odd and even sides, not square, one channel and three. */
export const SHAPES = [
  [7, 10, 3],
  [12, 9, 1],
] as const;

export const problem = (input: readonly number[], batchSize = 5): AugmentedProblem => ({
  batchSize,
  input,
  classes: 4,
  task: 'classification',
});

/** Noise without zeros in 255ths, and class numbers. */
export function noise({ batchSize, input, classes }: AugmentedProblem, seed = 1): Batch {
  const random = randomStream(seed, 'augmented');
  return {
    features: Float32Array.from({ length: batchSize * elements(input) }, () => (1 + random.integer(255)) / 255),
    labels: Int32Array.from({ length: batchSize }, () => random.integer(classes)),
    count: batchSize,
  };
}

/** The values of one image of a batch. */
export function imageOf({ features, count }: Batch, image: number): Float32Array {
  const size = features.length / count;
  return features.subarray(image * size, (image + 1) * size);
}
