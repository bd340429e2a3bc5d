import { leastSquares } from '../lib/math/linear.ts';
import { mean, standardDeviation } from '../lib/math/statistics.ts';

/** Ridge regression on standardised features: what predictors are compared with. */
export function ridge(rows: readonly (readonly number[])[], values: readonly number[], strength: number) {
  const columns = rows[0]!.map((_, k) => rows.map((row) => row[k]!));
  const centre = columns.map(mean);
  const spread = columns.map((column) => standardDeviation(column) || 1);
  const scaled = (row: readonly number[]) => row.map((value, k) => (value - centre[k]!) / spread[k]!);
  const middle = mean(values);
  const penalty = columns.map((_, k) => columns.map((_, j) => (j === k ? Math.sqrt(strength) : 0)));
  const weights = leastSquares(
    [...rows.map(scaled), ...penalty],
    [...values.map((value) => value - middle), ...columns.map(() => 0)],
    1e-12,
  );
  return (row: readonly number[]) => scaled(row).reduce((sum, value, k) => sum + value * weights[k]!, middle);
}
