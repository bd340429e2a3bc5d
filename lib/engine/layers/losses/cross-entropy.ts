import type { Loss } from './loss.ts';

/**
 * Sum over the rows of `logits` (`rows x classes`) of the cross entropy of their softmax.
 * @param targetsOf the probabilities that row `i` should have
 */
export function crossEntropy(
  logits: Float32Array,
  classes: number,
  targetsOf: (row: number) => ArrayLike<number>,
): Loss {
  const gradient = new Float32Array(logits.length);
  let loss = 0;
  for (let row = 0; row * classes < logits.length; row++) {
    const targets = targetsOf(row);
    for (const [k, log] of logSoftmax(logits.subarray(row * classes, (row + 1) * classes)).entries()) {
      // 0 log 0 = 0
      if (targets[k]! > 0) loss -= targets[k]! * log;
      gradient[row * classes + k] = Math.exp(log) - targets[k]!;
    }
  }
  return { loss, gradient };
}

export function logSoftmax(logits: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(logits);
  const largest = values.reduce((best, value) => Math.max(best, value), -Infinity);
  const logSum = Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
  return values.map((value) => value - largest - logSum);
}
