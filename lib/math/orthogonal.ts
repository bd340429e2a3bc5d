import type { RandomStream } from './random.ts';

/**
 * A random matrix, row-major, whose shorter side's vectors are orthonormal; uniform among all of them: the orthogonal
 * factor of a matrix of normal numbers, with a positive diagonal in the other factor (Saxe et al. 2014, arXiv:1312.6120;
 * Mezzadri 2007, arXiv:math-ph/0609050).
 */
export function randomOrthogonal(rows: number, columns: number, random: RandomStream): Float64Array {
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const vectors: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const vector = Float64Array.from({ length }, () => random.normal());
    orthogonalise(vector, vectors);
    vectors.push(vector);
  }
  const at = rows < columns ? (i: number, j: number) => vectors[i]![j]! : (i: number, j: number) => vectors[j]![i]!;
  return Float64Array.from({ length: rows * columns }, (_, i) => at(Math.floor(i / columns), i % columns));
}

/** Gram-Schmidt, modified and done twice, which is as exact as the arithmetic; then of length 1. In place. */
function orthogonalise(vector: Float64Array, against: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const other of against) addScaled(vector, other, -dot(vector, other));
  }
  const length = Math.sqrt(dot(vector, vector));
  for (let i = 0; i < vector.length; i++) vector[i]! /= length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i]! += factor * b[i]!;
}
