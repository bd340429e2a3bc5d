import type { ImageOperation, OperationInput } from './operation.ts';

// PIL's ImageOps: https://pillow.readthedocs.io/en/stable/reference/ImageOps.html

const LEVELS = 256;

export const solarize: ImageOperation = ({ image, amount }) =>
  image.map((value) => (value < amount ? value : 255 - value));

export const posterize: ImageOperation = ({ image, amount }) =>
  image.map((value) => Math.floor(value / amount) * amount);

/** Stretches each channel so that it reaches from 0 to 255. */
export const autocontrast: ImageOperation = (input) =>
  mapLevels(input, (histogram) => {
    const least = histogram.findIndex((count) => count > 0);
    const most = histogram.findLastIndex((count) => count > 0);
    return (level) => (most > least ? Math.floor(((level - least) * 255) / (most - least)) : level);
  });

/** Maps the levels of each channel so that each is about equally frequent. */
export const equalize: ImageOperation = (input) =>
  mapLevels(input, (histogram) => {
    const below = new Int32Array(LEVELS);
    for (let level = 1; level < LEVELS; level++) below[level] = below[level - 1]! + histogram[level - 1]!;
    const step = Math.floor(below[histogram.findLastIndex((count) => count > 0)]! / 255);
    return (level) => (step > 0 ? Math.min(255, Math.floor((below[level]! + Math.floor(step / 2)) / step)) : level);
  });

/** Gives every level of a channel another one, as the channel's histogram says. */
function mapLevels(
  { image, shape: [height, width, channels] }: OperationInput,
  mapping: (histogram: Int32Array) => (level: number) => number,
): Float32Array {
  const mapped = new Float32Array(image.length);
  for (let channel = 0; channel < channels; channel++) {
    const histogram = new Int32Array(LEVELS);
    for (let i = channel; i < image.length; i += channels) histogram[image[i]!]!++;
    const map = mapping(histogram);
    for (let pixel = 0; pixel < height * width; pixel++) {
      mapped[pixel * channels + channel] = map(image[pixel * channels + channel]!);
    }
  }
  return mapped;
}
