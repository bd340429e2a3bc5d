import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { choice } from '../options.ts';
import { OPERATIONS } from './cell.ts';
import { nasnetSpace } from './space.ts';

export const nasnet = defineSpace({
  name: 'nasnet',
  summary: 'NASNet and DARTS: a normal and a reduction cell, whose nodes each add up two operations on earlier ones.',
  options: z.strictObject({
    nodes: z.int().min(1).max(8).default(4).describe('Nodes of a cell: DARTS has 4, NASNet 5.'),
    operations: choice(z.enum(OPERATIONS))
      .default(OPERATIONS.filter((operation) => operation !== 'sep_conv_7x7'))
      .describe("Operations of an edge; the default is DARTS' list."),
    channels: z.int().min(1).max(256).default(4).describe('Channels of a node in the first stage; DARTS trains 36.'),
    cells: z.int().min(0).max(20).default(1).describe('Normal cells in each of the three stages; DARTS trains 6.'),
    stemStride: z.int().min(1).max(4).default(2).describe('Stride of the first convolution; 1 for CIFAR in DARTS.'),
    auxiliary: z
      .boolean()
      .default(false)
      .describe(
        'Whether training gets an auxiliary classifier at two thirds of the depth, weighed by `recipe.auxiliary`.',
      ),
  }),
  create: ({ nodes, operations, ...skeleton }) => nasnetSpace({ nodes, operations }, skeleton),
});
