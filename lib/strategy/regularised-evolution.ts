import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { evolution } from './operators/evolution.ts';
import { mutation } from './operators/mutation.ts';
import { tournament } from './operators/tournament.ts';
import { youngest } from './operators/youngest.ts';
import { proposer } from './proposer.ts';

/**
 * Regularised evolution (Real et al. 2019, arXiv:1802.01548): the winner of a tournament is mutated, the oldest dies.
 * The NAS-Bench-201 paper has a population of 10 and tournaments of 3 (arXiv:2001.00326, section 5); the defaults, with harder
 * selection, find better architectures on it and on NAS-Bench-Macro (docs/strategies.md).
 */
export const regularisedEvolution = defineStrategy({
  name: 'regularised-evolution',
  summary: 'Mutates the best of a few draws from a population whose oldest member always dies.',
  options: z.strictObject({
    population: z.int().min(1).max(10_000).default(20).describe('Latest trials that can be parents.'),
    initial: z.int().min(1).max(10_000).default(10).describe('Random architectures to begin with.'),
    sample: z
      .int()
      .min(1)
      .max(10_000)
      .default(10)
      .describe('Draws from the population of which the best is the parent.'),
  }),
  create: (context, { population, initial, sample }) =>
    proposer(
      'regularised-evolution',
      context,
      evolution({
        initial,
        survival: youngest(population),
        selection: tournament(sample),
        variation: mutation,
      }),
    ),
});
