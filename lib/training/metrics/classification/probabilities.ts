/** Views of the rows of logits `count x classes`. */
export const rows = (logits: Float32Array, classes: number): readonly Float32Array[] =>
  Array.from({ length: logits.length / classes }, (_, i) => logits.subarray(i * classes, (i + 1) * classes));

/** Position of the largest logit, of equal ones the first. */
export const predicted = (row: Float32Array): number =>
  row.reduce((best, value, k) => (value > row[best]! ? k : best), 0);

/** Logarithms of the softmax of one example's logits, in double precision. */
export function logProbabilities(row: Float32Array): Float64Array {
  const largest = row[predicted(row)]!;
  const shifted = Float64Array.from(row, (value) => value - largest);
  const logSum = Math.log(shifted.reduce((sum, value) => sum + Math.exp(value), 0));
  return shifted.map((value) => value - logSum);
}
