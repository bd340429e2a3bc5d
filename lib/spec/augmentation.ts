import { z } from 'zod';
import type { Augmentation } from '../trial/augmentation.ts';

const alpha = (what: string) => z.number().min(0).max(10).default(0).describe(what);

/** How training images are changed at random; nothing by default. */
export const augmentationSchema = z.strictObject({
  flip: z.boolean().default(false).describe('Mirror images left to right, half of them.'),
  crop: z.int().min(0).max(256).default(0).describe('Pixels of zero padding from which images are cropped back.'),
  cutout: z.int().min(0).max(1024).default(0).describe('Side of a square at a random place that is set to zero.'),
  mixup: alpha("Alpha of mixup's beta distribution; 0 is off. Classification only."),
  cutmix: alpha("Alpha of CutMix' beta distribution; 0 is off. With mixup, a batch has one of the two."),
  randAugment: z
    .strictObject({
      operations: z
        .int()
        .min(0)
        .max(14)
        .default(0)
        .describe('Random operations on each image; 0 is off. Classification only.'),
      magnitude: z
        .number()
        .min(0)
        .max(30)
        .default(9)
        .describe('Strength of the operations; 10 is the end of the published ranges.'),
    })
    .prefault({})
    .describe('RandAugment: random operations from a fixed list.'),
}) satisfies z.ZodType<Augmentation>;
