import { randomOrthogonal } from '../math/orthogonal.ts';
import type { RandomStream } from '../math/random.ts';
import { elements, type Initialiser } from './definition.ts';
import type { WeightSpec } from './weights.ts';

/** Draws the initial values of a weight. */
type Draw = (weight: WeightSpec, random: RandomStream) => Float32Array;

const filled =
  (next: (weight: WeightSpec, random: RandomStream) => number): Draw =>
  (weight, random) =>
    Float32Array.from({ length: elements(weight.shape) }, () => next(weight, random));

const symmetric = (random: RandomStream, limit: number) => (random.uniform() * 2 - 1) * limit;

export const initialisers: Readonly<Record<Initialiser, Draw>> = {
  zeros: filled(() => 0),
  ones: filled(() => 1),
  /** The logit of 0.01: Lin et al. 2017, arXiv:1708.02002, section 4.1 */
  focalPrior: filled(() => -Math.log((1 - 0.01) / 0.01)),
  /** He et al. 2015, arXiv:1502.01852 */
  heNormal: filled(({ fanIn }, random) => random.normal() * Math.sqrt(2 / fanIn)),
  /** Glorot and Bengio 2010 */
  glorotUniform: filled(({ fanIn, fanOut }, random) => symmetric(random, Math.sqrt(6 / (fanIn + fanOut)))),
  /** Keras' for embeddings. */
  smallUniform: filled((_weight, random) => symmetric(random, 0.05)),
  /** Of matrices: keeps the length of a state over many steps. */
  orthogonal: ({ shape }, random) => Float32Array.from(randomOrthogonal(shape[0]!, elements(shape.slice(1)), random)),
  /** The biases of an LSTM's gates: 1 for the second of four, so that it begins by remembering (Jozefowicz et al. 2015). */
  forgetGate: ({ shape }) => {
    const units = elements(shape) / 4;
    return new Float32Array(elements(shape)).fill(1, units, 2 * units);
  },
};
