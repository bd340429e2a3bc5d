import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { halving, uniformSampler } from './fidelity/halving.ts';
import { fidelityOptions } from './fidelity/options.ts';
import { hyperbandShapes } from './fidelity/shapes.ts';
import { proposer } from './proposer.ts';

/** Hyperband (Li et al. 2018, arXiv:1603.06560): brackets of successive halving, from eager to patient ones, in turns. */
export const hyperband = defineStrategy({
  name: 'hyperband',
  summary: 'Trains many briefly and the best for longer, in brackets that differ in how soon they judge.',
  severalFidelities: true,
  options: z.strictObject(fidelityOptions),
  create: (context, { fidelities, selectivity }) =>
    proposer('hyperband', context, halving(hyperbandShapes(fidelities, selectivity), uniformSampler)),
});
