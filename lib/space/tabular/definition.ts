import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { choice } from '../options.ts';
import { tabularSpace } from './space.ts';

const options = z
  .strictObject({
    depth: z.int().min(1).max(10).default(5).describe('Most hidden layers; the search chooses 1 to this many.'),
    widths: choice(z.int().min(1).max(4096))
      .default([16, 32, 64, 128, 256, 512])
      .describe('Units a hidden layer may have.'),
    activations: choice(z.enum(['relu', 'gelu', 'swish']))
      .default(['relu', 'gelu', 'swish'])
      .describe('Activations a network may have.'),
    normalisations: choice(z.enum(['none', 'batch', 'layer']))
      .default(['none', 'batch', 'layer'])
      .describe('What may stand between a layer and its activation: nothing, batch or layer normalisation.'),
    residual: choice(z.boolean())
      .default([false, true])
      .describe('Whether a layer may be added to the one before it where both are equally wide.'),
  })
  .refine(
    ({ depth, ...lists }) =>
      depth > 1 || [lists.widths, lists.activations, lists.normalisations].some((list) => list.length > 1),
    { message: 'the space holds a single architecture; give an option two choices', path: ['widths'] },
  );

export const tabular = defineSpace({
  name: 'tabular',
  summary: 'Multi-layer perceptrons for rows of numbers: depth, widths, activation, normalisation and residuals.',
  options,
  create: tabularSpace,
});
