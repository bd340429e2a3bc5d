export interface Loss {
  /** Sum over the examples. */
  readonly loss: number;
  /** How many examples have their label as the largest logit. */
  readonly correct: number;
  /** Gradient of the sum with respect to the logits. */
  readonly gradient: Float32Array;
}

/**
 * Softmax cross entropy of logits `count x classes`. With smoothing s the targets are (1 - s) onehot + s / classes
 * (Szegedy et al. 2016, arXiv:1512.00567, section 7).
 */
export function crossEntropy(logits: Float32Array, labels: Int32Array, classes: number, smoothing: number): Loss {
  const gradient = new Float32Array(logits.length);
  const off = smoothing / classes;
  let loss = 0;
  let correct = 0;
  for (const [example, label] of labels.entries()) {
    const row = logits.subarray(example * classes, (example + 1) * classes);
    const largest = row.reduce((best, value, k) => (value > row[best]! ? k : best), 0);
    const shifted = Float64Array.from(row, (value) => value - row[largest]!);
    const logSum = Math.log(shifted.reduce((sum, value) => sum + Math.exp(value), 0));
    for (const [k, value] of shifted.entries()) {
      const target = (k === label ? 1 - smoothing : 0) + off;
      if (target > 0) loss -= target * (value - logSum);
      gradient[example * classes + k] = Math.exp(value - logSum) - target;
    }
    if (largest === label) correct++;
  }
  return { loss, correct, gradient };
}
