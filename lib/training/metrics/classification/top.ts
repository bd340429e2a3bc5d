import { rows } from './probabilities.ts';

/**
 * Share of examples whose label is among their `k` largest logits. Of equal logits the one of the smaller class is taken to
 * be larger, so that `k` of 1 is the accuracy.
 */
export function topAccuracy(logits: Float32Array, labels: ArrayLike<number>, classes: number, k: number): number {
  let right = 0;
  for (const [example, row] of rows(logits, classes).entries()) {
    const label = labels[example]!;
    const before = row.reduce(
      (sum, value, i) => sum + Number(value > row[label]! || (value === row[label] && i < label)),
      0,
    );
    if (before < k) right++;
  }
  return right / labels.length;
}
