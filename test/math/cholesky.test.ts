import { expect, it } from 'vitest';
import { cholesky, inverse, solveLower, solveUpper } from '../../lib/math/cholesky.ts';

const matrix = [
  [4, 2, -2],
  [2, 10, 5],
  [-2, 5, 9],
];

it('factors and solves', () => {
  const lower = cholesky(3, (i, j) => matrix[i]![j]!)!;
  expect([...lower.packed]).toEqual([2, 1, 3, -1, 2, 2]);
  const x = solveUpper(lower, solveLower(lower, [2, 27, 35]));
  const product = matrix.map((row) => row.reduce((sum, value, j) => sum + value * x[j]!, 0));
  for (const [i, value] of [2, 27, 35].entries()) expect(product[i]).toBeCloseTo(value, 12);
});

it('gives nothing for a matrix that is not positive definite', () => {
  expect(cholesky(2, () => 1)).toBeUndefined();
});

it('inverts', () => {
  const inverted = inverse(3, Float64Array.from(matrix.flat()))!;
  for (const [i, row] of matrix.entries()) {
    for (const j of row.keys()) {
      const entry = row.reduce((sum, value, k) => sum + value * inverted[k * 3 + j]!, 0);
      expect(entry).toBeCloseTo(i === j ? 1 : 0, 12);
    }
  }
  expect(inverse(2, Float64Array.of(1, 1, 1, 1))).toBeUndefined();
});
