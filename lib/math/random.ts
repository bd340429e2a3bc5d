import { createHash } from 'node:crypto';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A seeded stream of random values. It is a value: `state` restores it exactly. */
export interface RandomStream {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** Uniform integer in [0, bound). @throws RangeError unless bound is an integer from 1 to 2^32. */
  integer(bound: number): number;
  /** Standard normal (Box-Muller, one value a call). */
  normal(): number;
  /** A uniformly chosen element. @throws RangeError when there is none. */
  pick<T>(items: readonly T[]): T;
  /** A shuffled copy (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
  state(): readonly number[];
}

/**
 * A stream named by a seed and a path, e.g. `randomStream(7, 'trial', 12)`. Different names give independent streams,
 * so that a trial's randomness does not depend on what ran before it.
 */
export function randomStream(seed: number, ...path: readonly (string | number)[]): RandomStream {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...path]))
    .digest();
  return streamFromState([0, 4, 8, 12].map((offset) => digest.readInt32LE(offset)));
}

/** The stream that continues where `state` was taken. */
export function streamFromState(state: readonly number[]): RandomStream {
  const generator: RandomGenerator = xoroshiro128plusFromState(state);
  const uniform = () => (generator.next() >>> 0) / 2 ** 32;
  const integer = (bound: number) => {
    if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) throw new RangeError(`no integer below ${bound}`);
    return Math.floor(uniform() * bound);
  };
  return {
    uniform,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('cannot pick from an empty list');
      return items[integer(items.length)]!;
    },
    shuffle: (items) => {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        [copy[i], copy[j]] = [copy[j]!, copy[i]!];
      }
      return copy;
    },
    state: () => [...generator.getState()],
  };
}
