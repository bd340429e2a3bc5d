import type { Variation } from './operators.ts';

/** Two parents, each decision from one of them; with probability `rate` one decision of the child is changed. */
export function crossover(rate: number): Variation {
  return (space, parent, random) => {
    const child = space.crossover(parent().architecture, parent().architecture, random);
    return random.uniform() < rate ? space.mutate(child, random) : child;
  };
}
