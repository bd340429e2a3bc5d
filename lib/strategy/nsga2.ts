import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { crossover } from './operators/crossover.ts';
import { crowded } from './operators/crowded.ts';
import { evolution } from './operators/evolution.ts';
import { tournament } from './operators/tournament.ts';
import { proposer } from './proposer.ts';

/**
 * NSGA-II (Deb et al. 2002, https://doi.org/10.1109/4235.996017), steady-state: the population is what survives of all
 * trials, so that any number of trials can be under way. Trials that break a constraint were not trained and are nobody's
 * parents.
 */
export const nsga2 = defineStrategy({
  name: 'nsga2',
  summary: 'Spreads over the Pareto front of several objectives by crossing what lies on it.',
  severalObjectives: true,
  options: z.strictObject({
    population: z.int().min(2).max(10_000).default(50).describe('Survivors that can be parents.'),
    initial: z.int().min(1).max(10_000).default(20).describe('Random architectures to begin with.'),
    mutation: z.number().min(0).max(1).default(0.5).describe('Share of children of which one decision is changed.'),
  }),
  create: (context, { population, initial, mutation }) =>
    proposer(
      'nsga2',
      context,
      evolution({ initial, survival: crowded(population), selection: tournament(2), variation: crossover(mutation) }),
    ),
});
