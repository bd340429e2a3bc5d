/** A lower triangular matrix, packed row by row: row i has i + 1 numbers. */
export interface Triangle {
  readonly size: number;
  readonly packed: Float64Array;
}

/**
 * Lower triangle L of a positive definite matrix L L^T.
 * @param entry of the matrix; asked for column <= row only
 * @returns undefined when the matrix is not positive definite to within rounding
 */
export function cholesky(size: number, entry: (row: number, column: number) => number): Triangle | undefined {
  const packed = new Float64Array((size * (size + 1)) / 2);
  for (let i = 0; i < size; i++) {
    const row = (i * (i + 1)) / 2;
    for (let j = 0; j <= i; j++) {
      const other = (j * (j + 1)) / 2;
      let rest = entry(i, j);
      for (let k = 0; k < j; k++) rest -= packed[row + k]! * packed[other + k]!;
      if (i !== j) packed[row + j] = rest / packed[other + j]!;
      else if (rest > 1e-14) packed[row + j] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return { size, packed };
}

/** x of L x = b. */
export function solveLower({ size, packed }: Triangle, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0, at = 0; i < size; i++) {
    let rest = b[i]!;
    for (let j = 0; j < i; j++) rest -= packed[at++]! * x[j]!;
    x[i] = rest / packed[at++]!;
  }
  return x;
}

/** x of L^T x = b. */
export function solveUpper({ size, packed }: Triangle, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = size - 1; i >= 0; i--) {
    const row = (i * (i + 1)) / 2;
    x[i]! /= packed[row + i]!;
    for (let j = 0; j < i; j++) x[j]! -= packed[row + j]! * x[i]!;
  }
  return x;
}

/**
 * Inverse of a symmetric positive definite matrix, full and row by row as the matrix is.
 * @returns undefined when the matrix is not positive definite to within rounding
 */
export function inverse(size: number, matrix: Float64Array): Float64Array | undefined {
  const lower = cholesky(size, (i, j) => matrix[i * size + j]!);
  if (!lower) return undefined;
  const { packed } = lower;
  // Rows of L^-1, then L^-T L^-1.
  const inverted = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    for (let i = j; i < size; i++) {
      const row = (i * (i + 1)) / 2;
      let rest = i === j ? 1 : 0;
      for (let k = j; k < i; k++) rest -= packed[row + k]! * inverted[k * size + j]!;
      inverted[i * size + j] = rest / packed[row + i]!;
    }
  }
  const result = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i <= k; i++) {
      const factor = inverted[k * size + i]!;
      for (let j = 0; j <= i; j++) result[i * size + j]! += factor * inverted[k * size + j]!;
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) result[j * size + i] = result[i * size + j]!;
  return result;
}
