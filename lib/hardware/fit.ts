import { median } from '../math/statistics.ts';

/**
 * The line y = intercept + slope * x through measured points, robust to outliers: the median of all slopes between two
 * points, then of all intercepts (Theil 1950, Sen 1968). Neither is negative: a line that would cut the axis below zero goes through it.
 */
export function affineFit(x: readonly number[], y: readonly number[]): { intercept: number; slope: number } {
  const slopes = x.flatMap((xi, i) => x.slice(0, i).flatMap((xj, j) => (xi === xj ? [] : (y[i]! - y[j]!) / (xi - xj))));
  const slope = slopes.length === 0 ? 0 : Math.max(0, median(slopes));
  const intercept = median(y.map((yi, i) => yi - slope * x[i]!));
  if (intercept >= 0) return { intercept, slope };
  return { intercept: 0, slope: median(y.flatMap((yi, i) => (x[i]! > 0 ? yi / x[i]! : []))) };
}
