import type { ImageShape } from '../../augment/problem.ts';

/**
 * An image made of other pixels of its own.
 * @param sources for each pixel, row by row, the one it shows; `height * width` gives a zero
 */
export function pixelsFrom(
  image: Float32Array,
  sources: Int32Array,
  [height, width, channels]: ImageShape,
): Float32Array {
  const made = new Float32Array(image.length);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const source = sources[pixel]!;
    if (source === height * width) continue;
    for (let c = 0; c < channels; c++) made[pixel * channels + c] = image[source * channels + c]!;
  }
  return made;
}
