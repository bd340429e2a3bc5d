import { createHash } from 'node:crypto';
import { streamFromState } from './stream-from-state.ts';

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
