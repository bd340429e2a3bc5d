import { crowdingDistances, nondominatedFronts } from '../../math/nondominated.ts';
import type { Individual } from '../history.ts';
import type { Survival } from './operators.ts';

/**
 * NSGA-II's survival (Deb et al. 2002, section III): front after front of non-dominated individuals, within a front those
 * with the emptiest surroundings first. A survivor's score is replaced by its place, so that a tournament prefers as
 * the crowded comparison does.
 */
export function crowded(size: number): Survival {
  return (individuals) => {
    const objectives = individuals.map(({ score, costs }) => [-score, ...costs]);
    const survivors: Individual[] = [];
    for (const front of nondominatedFronts(objectives)) {
      const distances = crowdingDistances(front.map((index) => objectives[index]!));
      const ordered = front
        .map((index, i) => ({ individual: individuals[index]!, distance: distances[i]! }))
        .sort((a, b) => compare(b.distance, a.distance) || a.individual.number - b.individual.number);
      for (const { individual } of ordered) {
        if (survivors.length === size) return survivors;
        survivors.push({ ...individual, score: size - survivors.length });
      }
    }
    return survivors;
  };
}

/** Infinite distances are equal. */
const compare = (a: number, b: number) => (a === b ? 0 : a - b);
