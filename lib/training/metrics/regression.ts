export interface RegressionReport {
  /** Mean squared error. */
  readonly mse: number;
  readonly rmse: number;
  /** Mean absolute error. */
  readonly mae: number;
  /** Coefficient of determination: 1 is perfect, 0 is as good as the labels' mean, below is worse. */
  readonly r2: number;
}

/** @param predicted one number an example */
export function regressionReport(predicted: ArrayLike<number>, labels: ArrayLike<number>): RegressionReport {
  const errors = Float64Array.from(labels, (label, i) => predicted[i]! - label);
  const mse = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
  return {
    mse,
    rmse: Math.sqrt(mse),
    mae: errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length,
    r2: determination(mse, labels),
  };
}

/**
 * R^2 = 1 - mean squared error / variance of the labels. Labels that are all the same have no variance: then 1 without
 * error and 0 with one, as scikit-learn's r2_score has it.
 */
export function determination(mse: number, labels: ArrayLike<number>): number {
  const values = Float64Array.from(labels);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  if (variance === 0) return mse === 0 ? 1 : 0;
  return 1 - mse / variance;
}
