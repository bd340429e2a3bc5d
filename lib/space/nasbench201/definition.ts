import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { nasbench201Space } from './space.ts';

export const nasbench201 = defineSpace({
  name: 'nasbench201',
  summary: 'NAS-Bench-201: one cell of 4 nodes and 5 operations, repeated in three stages (15,625 cells).',
  options: z.strictObject({
    channels: z
      .int()
      .min(1)
      .max(256)
      .default(8)
      .describe('Channels of the first stage; the second has twice, the third four times as many.'),
    cells: z.int().min(1).max(20).default(1).describe('Cells in each of the three stages; the paper uses 5.'),
    stemStride: z.int().min(1).max(4).default(2).describe('Stride of the first convolution; the paper uses 1.'),
    auxiliary: z
      .boolean()
      .default(false)
      .describe(
        'Whether training gets an auxiliary classifier at two thirds of the depth, weighed by `recipe.auxiliary`.',
      ),
  }),
  create: nasbench201Space,
});
