import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { choice, scaledChannels } from '../options.ts';
import { residualSpace } from './space.ts';

const stride = z.int().min(1).max(4);
const channels = z.int().min(1).max(4096);

const stage = z.strictObject({
  channels: channels.describe('Channels at a width of 1.'),
  stride: stride.default(1).describe("Stride of the stage's first block."),
  depths: choice(z.int().min(1).max(50)).default([1, 2, 3]).describe('Blocks that the stage may have.'),
});

const fields = z.strictObject({
  stem: z
    .strictObject({
      channels: channels.default(16).describe('Filters of the first convolution.'),
      kernel: z.literal([3, 5, 7]).default(3).describe('Its kernel; ResNets for ImageNet have 7.'),
      stride: stride.default(2).describe('Its stride; 1 keeps the full resolution.'),
      pool: z.boolean().default(false).describe('Whether a max pooling of stride 2 follows, as for ImageNet.'),
    })
    .prefault({})
    .describe('First convolution.'),
  stages: z
    .array(stage)
    .min(1)
    .max(8)
    .default([
      { channels: 16, stride: 1, depths: [1, 2, 3] },
      { channels: 32, stride: 2, depths: [1, 2, 3] },
      { channels: 64, stride: 2, depths: [1, 2, 3] },
    ])
    .describe('Stages from input to output; the defaults suit images of 28x28 to 32x32.'),
  widths: choice(z.number().positive().max(8))
    .default([0.5, 0.75, 1, 1.5])
    .describe('Width multipliers a stage may have; channels are rounded to a multiple of 4.'),
  blocks: choice(z.enum(['basic', 'bottleneck']))
    .default(['basic', 'bottleneck'])
    .describe('Blocks a stage may be made of.'),
  kernels: choice(z.literal([3, 5, 7]))
    .default([3, 5])
    .describe('Kernels that the blocks of a stage may have.'),
  activation: z.enum(['relu', 'hardSwish', 'swish']).default('relu').describe('Of the whole network.'),
});

export const residual = defineSpace({
  name: 'residual',
  summary: 'ResNet-like: each stage chooses basic or bottleneck blocks, their kernel, width and number.',
  options: fields.refine(
    ({ stages, widths, blocks, kernels }) =>
      blocks.length > 1 ||
      kernels.length > 1 ||
      stages.some((one) => one.depths.length > 1 || scaledChannels(one.channels, widths).length > 1),
    { message: 'the space holds a single architecture; give an option two choices', path: ['stages'] },
  ),
  create: ({ stages, stem, widths, blocks, kernels, activation }) =>
    residualSpace(
      stages.map(({ channels: wide, depths }) => ({
        block: blocks,
        kernel: kernels,
        channels: scaledChannels(wide, widths),
        depth: depths,
      })),
      { stem, activation, strides: stages.map((one) => one.stride) },
    ),
});
