import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { likely } from './operators/likely.ts';
import { proposer } from './proposer.ts';

/** The tree-structured Parzen estimator (operators/likely.ts), multivariate. Defaults are Optuna's. */
export const tpe = defineStrategy({
  name: 'tpe',
  summary: "Draws like the good trials and unlike the others: Optuna's default strategy.",
  severalObjectives: true,
  options: z.strictObject({
    initial: z.int().min(1).max(10_000).default(10).describe('Random architectures to begin with.'),
    good: z.number().gt(0).max(0.5).default(0.1).describe('Share of trials that count as good, 25 of them at most.'),
    candidates: z.int().min(1).max(10_000).default(24).describe('Draws of which the best is proposed.'),
  }),
  create: (context, { initial, ...options }) =>
    proposer('tpe', context, (knowledge, random) => {
      const { space, complete } = knowledge;
      const draw =
        complete.length < initial
          ? (own: typeof random) => space.sample(own)
          : likely(knowledge, complete, options, random);
      return (own) => ({ architecture: draw(own) });
    }),
});
