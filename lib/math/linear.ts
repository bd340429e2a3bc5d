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
  const gram = columns.map((left, i) =>
    columns.map((right, j) => dot(left, right) / (lengths[i]! * lengths[j]!) + (i === j ? ridge : 0)),
  );
  const scaled = solve(
    cholesky(gram),
    columns.map((column, i) => dot(column, b) / lengths[i]!),
  );
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

/** Lower triangle L of a positive definite matrix L L^T. */
function cholesky(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const current: number[] = [];
    lower.push(current);
    for (let j = 0; j <= i; j++) {
      const rest = row[j]! - dot(current.slice(0, j), lower[j]!);
      if (i !== j) current.push(rest / lower[j]![j]!);
      else if (rest > 1e-14) current.push(Math.sqrt(rest));
      else throw new RangeError('least squares of dependent columns; give a ridge above 0');
    }
  }
  return lower;
}

function solve(lower: readonly (readonly number[])[], b: readonly number[]): readonly number[] {
  const forward: number[] = [];
  for (const [i, row] of lower.entries()) forward.push((b[i]! - dot(forward, row)) / row[i]!);
  const solution: number[] = Array(b.length).fill(0);
  for (let i = b.length - 1; i >= 0; i--) {
    const known = lower.reduce((sum, row, j) => (j > i ? sum + row[i]! * solution[j]! : sum), 0);
    solution[i] = (forward[i]! - known) / lower[i]![i]!;
  }
  return solution;
}
