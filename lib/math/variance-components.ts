import { inverse } from './cholesky.ts';

/** Variances below this are nothing. */
const LEAST = 1e-7;
const ITERATIONS = 25;
/** How many values what was expected of a variance counts for. */
const FAITH = 0.3;

/**
 * The most likely variances of independent normal parts whose sum is observed, `y ~ N(0, sum v_c K_c)`: the
 * minorisation-maximisation steps of Zhou, Hu, Zhou and Lange 2019 (arXiv:1509.07426), which never lower the likelihood and
 * never give a negative variance, held near `expected` by an inverse gamma prior.
 * @param matrices full, row by row, one a part
 * @throws RangeError when their sum is not positive definite
 */
export function varianceComponents(
  matrices: readonly Float64Array[],
  values: Float64Array,
  expected: readonly number[],
): readonly number[] {
  const size = values.length;
  let variances = [...expected];
  for (let step = 0; step < ITERATIONS; step++) {
    const inverted = inverse(size, weightedSum(matrices, variances));
    if (!inverted) throw new RangeError('parts whose sum is not positive definite');
    const solved = product(inverted, values);
    variances = matrices.map((matrix, c) => {
      let [quadratic, trace] = [0, 0];
      for (let i = 0, at = 0; i < size; i++) {
        let row = 0;
        for (let j = 0; j < size; j++, at++) {
          row += matrix[at]! * solved[j]!;
          trace += matrix[at]! * inverted[at]!;
        }
        quadratic += row * solved[i]!;
      }
      const variance = variances[c]!;
      const up = quadratic + (FAITH * expected[c]!) / variance ** 2;
      return Math.max(LEAST, variance * Math.sqrt(up / (trace + FAITH / variance)));
    });
  }
  return variances;
}

/** Sum of matrices of one size. */
export function weightedSum(matrices: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(matrices[0]!.length);
  for (const [c, matrix] of matrices.entries()) {
    const weight = weights[c]!;
    for (let at = 0; at < sum.length; at++) sum[at]! += weight * matrix[at]!;
  }
  return sum;
}

/** A square matrix times a vector. */
export function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return Float64Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    return sum;
  });
}

/** A square matrix with these numbers along its diagonal. */
export function diagonal(values: ArrayLike<number>): Float64Array {
  const matrix = new Float64Array(values.length ** 2);
  for (let i = 0; i < values.length; i++) matrix[i * (values.length + 1)] = values[i]!;
  return matrix;
}
