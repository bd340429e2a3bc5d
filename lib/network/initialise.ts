import type { RandomStream } from '../math/random.ts';
import { elements } from './definition.ts';
import type { Network } from './network.ts';
import { type WeightSpec, weightSpecs } from './weights.ts';

/** Initial weights, drawn in the order of `weightSpecs`: the same stream gives the same weights on every engine. */
export function initialWeights(network: Network, random: RandomStream): ReadonlyMap<string, Float32Array> {
  return new Map(weightSpecs(network).map((weight) => [weight.name, draw(weight, random)]));
}

function draw({ shape, initialiser, fanIn, fanOut }: WeightSpec, random: RandomStream): Float32Array {
  const fill = (next: () => number) => Float32Array.from({ length: elements(shape) }, next);
  switch (initialiser) {
    case 'zeros':
      return fill(() => 0);
    case 'ones':
      return fill(() => 1);
    // He et al. 2015, arXiv:1502.01852
    case 'heNormal':
      return fill(() => random.normal() * Math.sqrt(2 / fanIn));
    // Glorot and Bengio 2010
    case 'glorotUniform':
      return fill(() => (random.uniform() * 2 - 1) * Math.sqrt(6 / (fanIn + fanOut)));
  }
}
