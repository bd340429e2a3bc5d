/**
 * A part of a function that is a sum of parts: `linear` in its features, or `local`, alike where its features are near
 * each other.
 */
export interface Part {
  readonly kind: 'linear' | 'local';
  /** What its values vary by before any is known, in squares of the function's mean. */
  readonly variance: number;
}

/** A point: a vector of features for each part, those of a part of one length, about 1 in square on average. */
export type Point = readonly ArrayLike<number>[];

/** How the part's values at two points vary together, of variance 1: a product, or exp(-|x - y|^2). */
export function covariance({ kind }: Part, x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  if (kind === 'linear') for (let k = 0; k < x.length; k++) sum += x[k]! * y[k]!;
  else for (let k = 0; k < x.length; k++) sum -= (x[k]! - y[k]!) ** 2;
  return kind === 'linear' ? sum : Math.exp(sum);
}

/** Covariances of a part among points, of variance 1: a full matrix, row by row. */
export function gram(part: Part, points: readonly ArrayLike<number>[]): Float64Array {
  const size = points.length;
  const all = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) all[i * size + j] = all[j * size + i] = covariance(part, points[i]!, points[j]!);
  }
  return all;
}
