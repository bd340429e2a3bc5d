import { crowdedOrder } from '../../math/nondominated.ts';
import type { Survival } from './operators.ts';

/**
 * NSGA-II's survival (Deb et al. 2002, section III): front after front of non-dominated individuals, within a front those
 * with the emptiest surroundings first. A survivor's score is replaced by its place, so that a tournament prefers as
 * the crowded comparison does.
 */
export function crowded(size: number): Survival {
  return (individuals) =>
    crowdedOrder(individuals.map(({ score, costs }) => [-score, ...costs]))
      .slice(0, size)
      .map((index, place) => ({ ...individuals[index]!, score: size - place }));
}
