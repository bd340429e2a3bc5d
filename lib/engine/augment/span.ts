/** Whether a pixel belongs to the span of 2 `half` pixels around a centre, `distance` pixels before it. */
export const isWithin = (distance: number, half: number): boolean => distance >= -half && distance < half;

/**
 * What cutout leaves of an axis of `size` pixels: for each centre, 0 on the pixels of the span and 1 on the others,
 * `size x size`.
 */
export const cutoutTable = (size: number, side: number): Float32Array =>
  Float32Array.from({ length: size * size }, (_, i) => {
    const centre = Math.floor(i / size);
    return isWithin((i % size) - centre, side / 2) ? 0 : 1;
  });
