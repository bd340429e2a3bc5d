import type { ImageShape } from './problem.ts';
import { type Affine, rotation, sourceMap } from './source-map.ts';

/** What RandAugment does to an image's bytes; how strongly says a variant's amount. */
export type Operation =
  | 'identity'
  /** Amount: which of the source maps. */
  | 'move'
  | 'autocontrast'
  | 'equalize'
  /** Amount: bytes from here on are inverted. */
  | 'solarize'
  /** Amount: distance of the levels that are left. */
  | 'posterize'
  /** Amount: 0 is grey, 1 the image, more exaggerates. */
  | 'color'
  | 'contrast'
  | 'brightness'
  | 'sharpness';

export interface Variant {
  readonly operation: Operation;
  readonly amount: number;
}

export interface RandAugmentTables {
  /** All equally likely. */
  readonly variants: readonly Variant[];
  /** Of the variants that move pixels; see `sourceMap`. */
  readonly maps: readonly Int32Array[];
}

/** Magnitude of the published ranges' ends. */
const FULL = 10;
const SIGNS = [-1, 1] as const;

/**
 * The fourteen operations of RandAugment (Cubuk et al. 2020, arXiv:1909.13719, figure 2), each once with either sign.
 * Ranges are AutoAugment's (Cubuk et al. 2019, arXiv:1805.09501, table 6); as in TensorFlow's reference a magnitude of 10
 * is their end and larger ones, up to 30, go beyond where that has a meaning
 * (https://github.com/tensorflow/models/blob/master/official/vision/ops/augment.py). There, colour, contrast, brightness and
 * sharpness leave an image alone at 5, and solarize and posterize are strongest at 0; here, as with `inc1` in
 * https://github.com/huggingface/pytorch-image-models, whatever has a strength leaves it alone at 0 and grows from there.
 * @param magnitude 0 to 30
 */
export function randAugmentTables(magnitude: number, input: ImageShape): RandAugmentTables {
  const [height, width] = input;
  const strength = magnitude / FULL;
  const moves: readonly ((amount: number) => Affine)[] = [
    (sign) => rotation(sign * 30 * strength, input),
    (sign) => [1, sign * 0.3 * strength, 0, 0, 1, 0],
    (sign) => [1, 0, 0, sign * 0.3 * strength, 1, 0],
    (sign) => [1, 0, sign * translation(width, strength), 0, 1, 0],
    (sign) => [1, 0, 0, 0, 1, sign * translation(height, strength)],
  ];
  const maps = moves.flatMap((move) => SIGNS.map((sign) => sourceMap(move(sign), input)));
  const enhanced = SIGNS.map((sign) => Math.max(0.1, 1 + sign * 0.9 * strength));
  const twice = (operation: Operation, amounts: readonly number[]) =>
    SIGNS.map((_, i) => ({ operation, amount: amounts[i % amounts.length]! }));
  return {
    variants: [
      ...twice('identity', [0]),
      ...maps.map((_, i) => ({ operation: 'move', amount: i }) as const),
      ...twice('autocontrast', [0]),
      ...twice('equalize', [0]),
      ...twice('solarize', [256 - Math.min(256, Math.trunc(256 * strength))]),
      ...twice('posterize', [2 ** Math.min(7, Math.trunc(4 * strength))]),
      ...(['color', 'contrast', 'brightness', 'sharpness'] as const).flatMap((each) => twice(each, enhanced)),
    ],
    maps,
  };
}

/** Whole pixels, so that none falls between two. AutoAugment moved images of 331 pixels by up to 150. */
const translation = (size: number, strength: number) => Math.round((150 / 331) * size * strength);

/** The luma of ITU-R 601-2 as 16-bit fractions: `floor((19595 r + 38470 g + 7471 b + 32768) / 65536)`. */
export const LUMA = [19595, 38470, 7471] as const;
