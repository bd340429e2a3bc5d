import { createSpace } from '../space/registry.ts';
import type { SpecificationIssue } from './errors.ts';
import { smallest } from './smallest.ts';
import type { Specification } from './specification.ts';

/** Finds faults between fields. A field is absent when it is wrong by itself. */
export type SpecificationCheck = (spec: Partial<Specification>) => readonly SpecificationIssue[];

const generationFits: SpecificationCheck = ({ generation, budget }) =>
  generation !== undefined && budget && generation > budget.trials
    ? [{ path: 'generation', message: `got ${generation}; allowed: at most budget.trials, ${budget.trials}` }]
    : [];

const finalistsExist: SpecificationCheck = ({ finalists, budget }) =>
  finalists && budget && finalists.count > budget.trials
    ? [{ path: 'finalists.count', message: `got ${finalists.count}; allowed: at most budget.trials, ${budget.trials}` }]
    : [];

/** A step takes a whole batch. */
const batchIsFilled: SpecificationCheck = ({ recipe }) =>
  recipe && recipe.trainExamples > 0 && recipe.trainExamples < recipe.batchSize
    ? [
        {
          path: 'recipe.trainExamples',
          message: `got ${recipe.trainExamples}; allowed: 0 (all), or at least recipe.batchSize, ${recipe.batchSize}`,
        },
      ]
    : [];

/** Latency needs a measured device and is checked by the search itself. */
const sizeIsPossible: SpecificationCheck = ({ space, constraints }) => {
  if (!space || !constraints) return [];
  return (['parameters', 'macs'] as const).flatMap((metric) => {
    const max = constraints[metric]?.max;
    const least = max === undefined ? 0 : smallest(createSpace(space), metric);
    return max !== undefined && max < least
      ? [
          {
            path: `constraints.${metric}.max`,
            message: `got ${max}; allowed: at least ${least}, which the smallest architecture of ${space.name} needs`,
          },
        ]
      : [];
  });
};

export const crossChecks: readonly SpecificationCheck[] = [
  generationFits,
  finalistsExist,
  batchIsFilled,
  sizeIsPossible,
];
