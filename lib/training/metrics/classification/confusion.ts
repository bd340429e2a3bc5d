import { predicted, rows } from './probabilities.ts';

/** How many examples of each class (row) were taken for each class (column). */
export type ConfusionMatrix = readonly (readonly number[])[];

/** @param logits `count x classes` @param labels class numbers */
export function confusionMatrix(logits: Float32Array, labels: ArrayLike<number>, classes: number): ConfusionMatrix {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [example, row] of rows(logits, classes).entries()) matrix[labels[example]!]![predicted(row)]!++;
  return matrix;
}
