import type { ImageShape } from './problem.ts';

/**
 * Where an output pixel's value is taken: at `(a x + b y + c, d x + e y + f)` of the input. x and y are coordinates of the
 * pixel's centre: 0.5 in the leftmost and topmost pixels.
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Turns an image about its centre. @param degrees counter-clockwise */
export function rotation(degrees: number, [height, width]: ImageShape): Affine {
  const radians = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const [x, y] = [width / 2, height / 2];
  return [cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y];
}

/**
 * The nearest input pixel of each output pixel, both numbered row by row; `height * width` where it is outside of the image.
 * The definition is PIL's: https://pillow.readthedocs.io/en/stable/reference/Image.html#PIL.Image.Image.transform
 */
export function sourceMap([a, b, c, d, e, f]: Affine, [height, width]: ImageShape): Int32Array {
  return Int32Array.from({ length: height * width }, (_, pixel) => {
    const [x, y] = [(pixel % width) + 0.5, Math.floor(pixel / width) + 0.5];
    const column = Math.floor(a * x + b * y + c);
    const row = Math.floor(d * x + e * y + f);
    const inside = column >= 0 && column < width && row >= 0 && row < height;
    return inside ? row * width + column : height * width;
  });
}
