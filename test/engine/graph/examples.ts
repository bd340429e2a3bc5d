import type { CompileOptions, Examples } from '../../../lib/engine/engine.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { initialWeights } from '../../../lib/network/initialise.ts';
import type { Network } from '../../../lib/network/network.ts';
import { recipeOf } from '../../trial/recipe.ts';
import { chain } from './networks.ts';

/** Noise of [8, 8, 1] in 3 classes. */
export function noise(count: number, seed = 1): Examples {
  const random = randomStream(seed, 'noise');
  return {
    features: Uint8Array.from({ length: count * 64 }, () => random.integer(256)),
    labels: Int32Array.from({ length: count }, () => random.integer(3)),
    count,
  };
}

export const BATCH = Int32Array.of(0, 1, 2, 3);

/** What compiles and trains; a test changes the part it is about. */
export function options(changes: Partial<CompileOptions> = {}, network: Network = chain()): CompileOptions {
  return {
    network,
    task: 'classification',
    recipe: recipeOf({ momentum: 0.9, weightDecay: 1e-3, labelSmoothing: 0.1, batchSize: BATCH.length }),
    train: noise(8),
    weights: initialWeights(network, randomStream(1, 'weights')),
    ...changes,
  };
}
