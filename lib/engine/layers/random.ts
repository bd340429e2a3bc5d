import { philoxUniform } from '../../math/philox.ts';
import { elements } from '../../network/definition.ts';

/** The random numbers of one step, bit-equal to those that `graph/random.ts` writes for the same seed and draws. */
export class StepRandom {
  readonly #seed: number;
  #draws = 0;

  /** @param seed of the step, 31 bits */
  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Uniform in [0, 1), row-major; every call draws other numbers. `shape` has the batch axis. */
  uniform(shape: readonly number[]): Float32Array {
    return philoxUniform(this.#seed, this.#draws++, elements(shape));
  }
}
