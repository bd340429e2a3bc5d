import { LUMA } from '../../../augment/rand-augment.ts';
import type { ImageOperation, OperationInput } from './operation.ts';

// PIL's ImageEnhance: https://pillow.readthedocs.io/en/stable/reference/ImageEnhance.html

export const brightness: ImageOperation = (input) => blend(input, () => 0);

export const color: ImageOperation = (input) => {
  const greys = grey(input);
  return blend(input, (i) => greys[Math.floor(i / input.shape[2])]!);
};

/** Against the mean of the grey image, rounded. */
export const contrast: ImageOperation = (input) => {
  const greys = grey(input);
  const sum = greys.reduce((total, value) => total + value, 0);
  const mean = Math.floor(Math.fround(Math.fround(sum * Math.fround(1 / greys.length)) + 0.5));
  return blend(input, () => mean);
};

/** Against PIL's SMOOTH filter, which leaves the outermost pixels alone. */
export const sharpness: ImageOperation = (input) => {
  const { image, shape } = input;
  const [height, width, channels] = shape;
  return blend(input, (i) => {
    const pixel = Math.floor(i / channels);
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    const isInner = row > 0 && row < height - 1 && column > 0 && column < width - 1;
    return isInner ? smooth(image, i, width * channels, channels) : image[i]!;
  });
};

/** Mean of a value's 3 x 3 neighbourhood, itself five times, rounded; a thirteenth is never half way. */
function smooth(image: Float32Array, at: number, row: number, column: number): number {
  let sum = 4 * image[at]!;
  for (let y = -row; y <= row; y += row) for (let x = -column; x <= column; x += column) sum += image[at + y + x]!;
  return Math.round(sum / 13);
}

/** base + amount (image - base), cut off to bytes. */
function blend({ image, amount }: OperationInput, base: (i: number) => number): Float32Array {
  return image.map((value, i) => {
    const from = base(i);
    const blended = Math.fround(from + Math.fround(amount * (value - from)));
    return Math.floor(Math.min(Math.max(blended, 0), 255));
  });
}

/** One value a pixel. */
function grey({ image, shape: [height, width, channels] }: OperationInput): Float32Array {
  if (channels === 1) return image;
  return Float32Array.from({ length: height * width }, (_, pixel) => {
    const sum = LUMA.reduce((total, weight, c) => total + weight * image[pixel * channels + c]!, 2 ** 15);
    return Math.floor(sum / 2 ** 16);
  });
}
