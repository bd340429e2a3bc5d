import type { Survival } from './operators.ts';

/** The best `size` live; of equal ones those that came first. By number, as all individuals are given. */
export function fittest(size: number): Survival {
  return (individuals) =>
    individuals
      .toSorted((a, b) => b.score - a.score)
      .slice(0, size)
      .sort((a, b) => a.number - b.number);
}
