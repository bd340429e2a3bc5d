import { randomStream } from '../../../lib/math/random.ts';

/** A square window over a batch of images. */
export interface Case {
  readonly image: readonly [batch: number, height: number, width: number, channels: number];
  /** Outputs of a convolution. */
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  readonly pad: 'same' | 'valid';
}

/** Batch, height, width, channels, filters: odd sizes and even ones, images smaller than kernels, one channel. */
const SIZES = [
  [2, 1, 1, 3, 2],
  [1, 2, 9, 2, 3],
  [3, 4, 4, 1, 5],
  [2, 5, 7, 3, 1],
  [1, 6, 6, 8, 4],
  [5, 7, 3, 5, 9],
  [2, 8, 5, 4, 16],
  [1, 12, 13, 2, 2],
] as const;

/** Every kernel from 1 to 7 with every stride from 1 to 4. */
export const windows = [1, 2, 3, 4, 5, 6, 7].flatMap((kernel) => [1, 2, 3, 4].map((stride) => ({ kernel, stride })));

/** A window on images of all sizes, with both pads where they can be. */
export const casesOf = (window: (typeof windows)[number]): readonly Case[] =>
  SIZES.flatMap(([batch, height, width, channels, filters]) =>
    (['same', 'valid'] as const)
      .filter((pad) => pad === 'same' || window.kernel <= Math.min(height, width))
      .map((pad) => ({ image: [batch, height, width, channels], filters, ...window, pad })),
  );

export const textOf = ({ image, filters, kernel, stride, pad }: Case) =>
  `[${image.join(', ')}] to ${filters}, kernel ${kernel}, stride ${stride}, ${pad}`;

/** Numbers between -1 and 1 in random order, at equal distances: no two are alike. */
export function numbers(count: number, seed: number): Float32Array {
  const random = randomStream(seed, 'wasm');
  return Float32Array.from(random.shuffle(Array.from({ length: count }, (_, i) => (2 * i + 1) / count - 1)));
}
