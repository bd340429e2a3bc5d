import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { crossover } from './operators/crossover.ts';
import { evolution } from './operators/evolution.ts';
import { fittest } from './operators/fittest.ts';
import { tournament } from './operators/tournament.ts';
import { proposer } from './proposer.ts';

/**
 * A steady-state genetic algorithm (Syswerda 1991): winners of two tournaments are crossed, the child is mutated now and
 * then, and the best of all that was trained stay in the population.
 */
export const genetic = defineStrategy({
  name: 'genetic',
  summary: 'Crosses good architectures with each other; the best of all times are the parents.',
  options: z.strictObject({
    population: z.int().min(2).max(10_000).default(20).describe('Best trials that can be parents.'),
    sample: z.int().min(1).max(10_000).default(3).describe('Draws from the population of which the best is a parent.'),
    mutation: z.number().min(0).max(1).default(0.5).describe('Share of children of which one decision is changed.'),
  }),
  create: (context, { population, sample, mutation }) =>
    proposer(
      'genetic',
      context,
      evolution({
        initial: population,
        survival: fittest(population),
        selection: tournament(sample),
        variation: crossover(mutation),
      }),
    ),
});
