import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { choice } from '../options.ts';
import { textSpace } from './space.ts';

const fields = z.strictObject({
  widths: choice(z.int().min(4).max(1024).multipleOf(4))
    .default([32, 64, 96])
    .describe('Widths the embedding and all blocks may have; multiples of 4.'),
  positions: choice(z.boolean()).default([false, true]).describe('Whether the embedding may say where a token stands.'),
  depth: z.int().min(0).max(8).default(4).describe('Most blocks; the search chooses none to this many.'),
  types: choice(z.enum(['convolution', 'recurrent', 'attention']))
    .default(['convolution', 'recurrent', 'attention'])
    .describe('What a block may be.'),
  kernels: choice(z.literal([3, 5, 7]))
    .default([3, 5, 7])
    .describe('Tokens that a convolution may see.'),
  cells: choice(z.enum(['lstm', 'gru']))
    .default(['lstm', 'gru'])
    .describe('What a recurrent block may remember with.'),
  bidirectional: choice(z.boolean())
    .default([false, true])
    .describe('Whether a recurrent block may read the other way too, with half its width each way.'),
  heads: choice(z.literal([1, 2, 4]))
    .default([2, 4])
    .describe('Heads that a self-attention may have.'),
  expansions: choice(z.int().min(1).max(8))
    .default([2, 4])
    .describe('How much wider the dense layers after a self-attention may be inside.'),
  poolings: choice(z.enum(['mean', 'max', 'both']))
    .default(['mean', 'max', 'both'])
    .describe('How a sequence may become one vector.'),
});

const options = fields.refine(
  (given) => given.depth > 0 || [given.widths, given.positions, given.poolings].some((list) => list.length > 1),
  { message: 'the space holds a single architecture; give an option two choices', path: ['depth'] },
);

export const text = defineSpace({
  name: 'text',
  summary: 'Networks for texts: an embedding, then convolutions, recurrent layers and self-attention in any order.',
  options,
  create: textSpace,
});
