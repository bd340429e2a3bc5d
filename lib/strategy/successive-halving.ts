import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { halving, uniformSampler } from './fidelity/halving.ts';
import { fidelityOptions } from './fidelity/options.ts';
import { hyperbandShapes } from './fidelity/shapes.ts';
import { proposer } from './proposer.ts';

/** Successive halving (Jamieson and Talwalkar 2016, arXiv:1502.07943): the most eager of Hyperband's brackets, again and again. */
export const successiveHalving = defineStrategy({
  name: 'successive-halving',
  summary: 'Trains many briefly, the best for longer, and the best of those in full.',
  severalFidelities: true,
  options: z.strictObject(fidelityOptions),
  create: (context, { fidelities, selectivity }) =>
    proposer(
      'successive-halving',
      context,
      halving(hyperbandShapes(fidelities, selectivity).slice(0, 1), uniformSampler),
    ),
});
