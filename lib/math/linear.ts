import { cholesky, solveLower, solveUpper } from './cholesky.ts';

/**
 * Coefficients c that minimise |A c - b|^2 + ridge |D c|^2, where D scales each column to unit length.
 * Solved by the normal equations and Cholesky's decomposition: for a few columns and well scaled problems.
 * @param rows of A, all of one length
 * @param ridge relative to the columns; a small positive value keeps dependent columns solvable
 * @throws RangeError when there is no row, a value is not finite, or the columns are dependent and ridge is 0
 */
export function leastSquares(rows: readonly (readonly number[])[], b: readonly number[], ridge = 0): readonly number[] {
  if (rows.length === 0 || rows.length !== b.length) {
    throw new RangeError(`least squares of ${rows.length} rows with ${b.length} values`);
  }
  if (![...rows.flat(), ...b].every(Number.isFinite)) {
    throw new RangeError('least squares of values that are not finite');
  }
  const columns = rows[0]!.map((_, j) => rows.map((row) => row[j]!));
  const lengths = columns.map((column) => Math.hypot(...column) || 1);
  const gram = (i: number, j: number) =>
    dot(columns[i]!, columns[j]!) / (lengths[i]! * lengths[j]!) + (i === j ? ridge : 0);
  const lower = cholesky(columns.length, gram);
  if (!lower) throw new RangeError('least squares of dependent columns; give a ridge above 0');
  const products = columns.map((column, i) => dot(column, b) / lengths[i]!);
  const scaled = Array.from(solveUpper(lower, solveLower(lower, products)));
  return scaled.map((coefficient, i) => coefficient / lengths[i]!);
}

/**
 * As `leastSquares`, with no coefficient below zero: the columns that would be negative are left out, worst first.
 * A good, not always the best solution; the best takes Lawson and Hanson's active set.
 */
export function nonNegativeLeastSquares(
  rows: readonly (readonly number[])[],
  b: readonly number[],
  ridge = 0,
): readonly number[] {
  const width = rows[0]?.length ?? 0;
  const solveFor = (kept: readonly number[]): readonly number[] => {
    if (kept.length === 0) return Array(width).fill(0);
    const part = leastSquares(
      rows.map((row) => kept.map((j) => row[j]!)),
      b,
      ridge,
    );
    const worst = part.indexOf(Math.min(...part));
    if (part[worst]! < 0) return solveFor(kept.toSpliced(worst, 1));
    return Array.from({ length: width }, (_, j) => part[kept.indexOf(j)] ?? 0);
  };
  return solveFor(Array.from({ length: width }, (_, j) => j));
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
