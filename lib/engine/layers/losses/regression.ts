import type { LossFunction } from './loss.ts';

/** Squared error. */
export const regressionLoss: LossFunction = (_context, predictions, { labels }) => {
  const errors = Float64Array.from(predictions, (value, i) => value - labels[i]!);
  return {
    loss: errors.reduce((sum, error) => sum + error ** 2, 0),
    gradient: Float32Array.from(errors, (error) => 2 * error),
  };
};
