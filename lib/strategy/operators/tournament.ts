import type { Selection } from './operators.ts';

/** The best of `size` uniform draws with replacement; the first drawn wins a tie. */
export function tournament(size: number): Selection {
  return (population, random) => {
    const drawn = Array.from({ length: size }, () => random.pick(population));
    return drawn.reduce((best, other) => (other.score > best.score ? other : best));
  };
}
