import type { Operation } from '../../../augment/rand-augment.ts';
import { pixelsFrom } from '../pixels.ts';
import { brightness, color, contrast, sharpness } from './blend.ts';
import { autocontrast, equalize, posterize, solarize } from './levels.ts';
import type { ImageOperation } from './operation.ts';

export const operations: Readonly<Record<Operation, ImageOperation>> = {
  identity: ({ image }) => image,
  move: ({ image, shape, amount, maps }) => pixelsFrom(image, maps[amount]!, shape),
  autocontrast,
  equalize,
  solarize,
  posterize,
  color,
  contrast,
  brightness,
  sharpness,
};
