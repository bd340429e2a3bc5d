import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { choice, scaledChannels } from '../options.ts';
import { detectionSpace } from './space.ts';

const channels = z.int().min(1).max(1024);

const fields = z.strictObject({
  stem: channels.default(8).describe('Filters of the first convolution, 3x3 with stride 2.'),
  channels: z
    .array(channels)
    .min(3)
    .max(4)
    .default([16, 32, 64])
    .describe(
      "Channels, at a width of 1, of the backbone's stages at strides 4, 8 and 16; a fourth stage adds a pyramid level at stride 32.",
    ),
  widths: choice(z.number().positive().max(8))
    .default([0.75, 1, 1.25])
    .describe('Width multipliers a stage may have; channels are rounded to a multiple of 4.'),
  depth: z.int().min(1).max(10).default(3).describe('Most blocks of a stage; the search chooses 1 to this many.'),
  types: choice(z.enum(['residual', 'inverted']))
    .default(['residual', 'inverted'])
    .describe('What the blocks of a stage may be: basic residuals or inverted residuals.'),
  kernels: choice(z.literal([3, 5, 7]))
    .default([3, 5])
    .describe('Kernels that the blocks of a stage may have.'),
  expansions: choice(z.int().min(1).max(12))
    .default([3, 6])
    .describe('How much wider an inverted residual may be inside.'),
  pyramids: choice(channels).default([24, 32, 48]).describe('Channels that the feature pyramid may have.'),
  heads: choice(z.int().min(0).max(8))
    .default([1, 2])
    .describe("Convolutions that a level's head may have before its outputs."),
});

const options = fields.refine(
  ({ channels, widths, depth, types, kernels, expansions, pyramids, heads }) =>
    depth > 1 ||
    [types, kernels, pyramids, heads, ...channels.map((width) => scaledChannels(width, widths))].some(
      (list) => list.length > 1,
    ) ||
    (types.includes('inverted') && expansions.length > 1),
  { message: 'the space holds a single architecture; give an option two choices', path: ['channels'] },
);

export const detection = defineSpace({
  name: 'detection',
  summary: 'One-stage detectors without anchors: backbone of residual blocks, feature pyramid, a head on every level.',
  options,
  create: ({ stem, channels, widths, ...choices }) =>
    detectionSpace({ ...choices, channels: channels.map((width) => scaledChannels(width, widths)) }, stem),
});
