import type { Labels } from '../batches.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { LossFunction } from './loss.ts';

/**
 * Softmax cross entropy. With smoothing s, targets are (1 - s) target + s / classes (Szegedy et al. 2016,
 * arXiv:1512.00567, section 7).
 */
export const classificationLoss: LossFunction = ({ output, smoothing }, logits, labels) => {
  const classes = output[0]!;
  return crossEntropy(logits, classes, (example) =>
    targetsOf(labels, example, classes).map((target) => target * (1 - smoothing) + smoothing / classes),
  );
};

/** How many examples have their label, or the largest of their targets, as the largest logit. */
export function countCorrect(logits: Float32Array, classes: number, labels: Labels): number {
  let correct = 0;
  for (let example = 0; example < labels.count; example++) {
    const predicted = largest(logits.subarray(example * classes, (example + 1) * classes));
    if (predicted === largest(targetsOf(labels, example, classes))) correct++;
  }
  return correct;
}

function targetsOf({ labels, targets }: Labels, example: number, classes: number): Float64Array {
  if (targets) return Float64Array.from(targets.subarray(example * classes, (example + 1) * classes));
  return Float64Array.from({ length: classes }, (_, k) => (k === labels[example] ? 1 : 0));
}

const largest = (row: Float32Array | Float64Array) =>
  Array.from(row).reduce((best, value, k) => (value > row[best]! ? k : best), 0);
