import { join, resolve } from 'node:path';
import type { z } from 'zod';
import type { dataSource } from '../../lib/data/source.ts';
import type { recipeSchema } from '../../lib/spec/recipe.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';

/** A network on real data: what is learnt, by which network, how, and what it should reach on the test split. */
export interface BenchTask {
  readonly name: string;
  readonly data: z.input<typeof dataSource>;
  readonly space: { readonly name: string; readonly [option: string]: unknown };
  readonly architecture: JsonObject;
  readonly recipe: z.input<typeof recipeSchema>;
  /** Score on the test split, and minutes of training on one core, that the project asks for. */
  readonly asked: { readonly score: number; readonly minutes: number };
}

/** Public data sets that are read in place and are no part of the project. */
export const DATA = resolve(import.meta.dirname, '../../../shared/data');

const vision = join(DATA, 'vision/cifar10_subset_imagefolder.tar');
const sst2 = (split: string) => join(DATA, `text/sst2_${split}.tsv`);

export const tasks: readonly BenchTask[] = [
  {
    name: 'cifar10',
    data: { source: 'images', path: vision, validation: 0.05 },
    space: { name: 'nasbench201', channels: 32, cells: 1, stemStride: 2 },
    architecture: {
      space: 'nasbench201',
      edges: ['nor_conv_3x3', 'nor_conv_3x3', 'nor_conv_3x3', 'skip_connect', 'nor_conv_3x3', 'nor_conv_3x3'],
    },
    recipe: {
      epochs: 25,
      batchSize: 64,
      learningRate: 0.1,
      schedule: 'oneCycle',
      warmup: 0.2,
      weightDecay: 5e-3,
      augmentation: { flip: true, crop: 4 },
    },
    asked: { score: 0.72, minutes: 30 },
  },
  {
    name: 'sst2',
    // The published splits share two sentences of 1,821.
    data: {
      source: 'csv',
      train: sst2('train'),
      validation: sst2('dev'),
      test: sst2('test'),
      text: 1,
      label: 2,
      allowLeaks: true,
    },
    space: { name: 'text' },
    architecture: {
      space: 'text',
      width: 96,
      positions: false,
      blocks: [{ type: 'convolution', kernel: 3 }],
      pooling: 'both',
    },
    recipe: {
      epochs: 10,
      batchSize: 32,
      optimiser: 'adamw',
      learningRate: 0.001,
      weightDecay: 0.05,
      dropout: 0.5,
      tokenDropout: 0.1,
    },
    asked: { score: 0.79, minutes: 10 },
  },
  {
    name: 'bccd',
    // Two published boxes have no area; the archive says which images are which split.
    data: {
      source: 'voc',
      path: join(DATA, 'detection/bccd.tar.gz'),
      size: [240, 320],
      validation: 0.05,
      test: 0.2,
      dropBadBoxes: true,
    },
    space: { name: 'detection' },
    architecture: {
      space: 'detection',
      stages: [
        { block: { type: 'residual', kernel: 3 }, channels: 16, depth: 1 },
        { block: { type: 'residual', kernel: 3 }, channels: 32, depth: 1 },
        { block: { type: 'residual', kernel: 3 }, channels: 64, depth: 1 },
      ],
      pyramid: 32,
      head: 1,
    },
    recipe: {
      epochs: 25,
      batchSize: 8,
      optimiser: 'adamw',
      learningRate: 0.002,
      weightDecay: 0.05,
      warmup: 0.05,
      augmentation: { flip: true },
    },
    asked: { score: 0.6, minutes: 30 },
  },
];
