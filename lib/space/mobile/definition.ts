import { z } from 'zod';
import { defineSpace } from '../definition.ts';
import { choice, scaledChannels } from '../options.ts';
import { mobileSpace } from './space.ts';

const stride = z.int().min(1).max(4);
const channels = z.int().min(1).max(1024);

const factor = z.number().min(0.1).max(10).default(1);

const stage = z.strictObject({
  channels: channels.describe('Channels at a width of 1.'),
  stride: stride.default(1).describe("Stride of the stage's first block."),
  depth: z.int().min(1).max(10).default(3).describe('Most blocks; the search chooses 1 to this many.'),
});

const fields = z.strictObject({
  stem: z
    .strictObject({
      channels: channels.default(8).describe('Filters of the first convolution.'),
      stride: stride.default(2).describe('Stride of the first convolution; 1 keeps the full resolution.'),
    })
    .prefault({})
    .describe('First convolution, 3x3.'),
  stages: z
    .array(stage)
    .min(1)
    .max(8)
    .default([
      { channels: 12, stride: 1, depth: 3 },
      { channels: 24, stride: 2, depth: 3 },
      { channels: 40, stride: 2, depth: 3 },
    ])
    .describe('Stages from input to output; the defaults suit images of 28x28 to 32x32.'),
  head: channels.default(64).describe('Channels of the last convolution, 1x1.'),
  widths: choice(z.number().positive().max(8))
    .default([0.75, 1, 1.25])
    .describe('Width multipliers a stage may have; channels are rounded to a multiple of 4.'),
  kernels: choice(z.literal([3, 5, 7]))
    .default([3, 5])
    .describe('Depthwise kernels a block may have.'),
  expansions: choice(z.int().min(1).max(12)).default([1, 3, 6]).describe('How much wider a block may be inside.'),
  squeezeExcite: choice(z.boolean()).default([false, true]).describe('Whether a block may have a squeeze-excite gate.'),
  activations: choice(z.enum(['relu', 'hardSwish']))
    .default(['relu', 'hardSwish'])
    .describe('Activations a stage may have.'),
  resolutions: choice(z.number().min(0.1).max(4))
    .default([1])
    .describe("Heights and widths that a network may resize images to, in shares of the data set's."),
  scale: z
    .strictObject({
      depth: factor.describe('Times as many blocks in every stage.'),
      width: factor.describe('Times as many channels everywhere.'),
      resolution: factor.describe('Times the height and width of images.'),
    })
    .prefault({})
    .describe('Every network so much larger than its architecture says, as EfficientNet scales one that was found.'),
});

const options = fields.refine(hasAlternatives, {
  message: 'the space holds a single architecture; give an option two choices',
  path: ['stages'],
});

export const mobile = defineSpace({
  name: 'mobile',
  summary:
    'MobileNet-like: each stage chooses width, depth and activation, each block kernel, expansion and squeeze-excite.',
  options,
  create: ({ stages, stem, head, scale, resolutions, widths, ...choices }) =>
    mobileSpace(
      {
        resolutions,
        stages: stages.map(({ channels, depth }) => ({
          ...choices,
          depth,
          channels: scaledChannels(channels, widths),
        })),
      },
      { stem, head, scale, strides: stages.map(({ stride }) => stride) },
    ),
});

function hasAlternatives({
  stages,
  widths,
  kernels,
  expansions,
  squeezeExcite,
  activations,
  resolutions,
}: z.output<typeof fields>): boolean {
  const lists = [
    kernels,
    expansions,
    squeezeExcite,
    activations,
    resolutions,
    ...stages.map(({ channels }) => scaledChannels(channels, widths)),
  ];
  return lists.some((list) => list.length > 1) || stages.some(({ depth }) => depth > 1);
}
