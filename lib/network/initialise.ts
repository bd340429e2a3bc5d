import type { RandomStream } from '../math/random.ts';
import { initialisers } from './initialisers.ts';
import type { Network } from './network.ts';
import { weightSpecs } from './weights.ts';

/** Initial weights, drawn in the order of `weightSpecs`: the same stream gives the same weights on every engine. */
export function initialWeights(network: Network, random: RandomStream): ReadonlyMap<string, Float32Array> {
  return new Map(weightSpecs(network).map((weight) => [weight.name, initialisers[weight.initialiser](weight, random)]));
}
