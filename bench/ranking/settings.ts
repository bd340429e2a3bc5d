import { join } from 'node:path';
import { DATA as FOLDER } from '../tasks/tasks.ts';

export const DATA = {
  source: 'images',
  path: join(FOLDER, 'vision/cifar10_subset_imagefolder.tar'),
  validation: 0.05,
} as const;

/** The benchmark's skeleton with one cell a stage instead of five. */
export const SPACE = { name: 'nasbench201', channels: 16, cells: 1, stemStride: 1 } as const;

/** A short schedule: 10,000 images, six times. */
export const RECIPE = {
  epochs: 6,
  batchSize: 64,
  learningRate: 0.1,
  schedule: 'oneCycle',
  warmup: 0.2,
  weightDecay: 5e-3,
  augmentation: { flip: true, crop: 4 },
} as const;
