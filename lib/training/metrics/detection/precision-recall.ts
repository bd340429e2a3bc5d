import { byScore } from './scene.ts';

/** A detection that counts, and whether it found an object that no better one had found. */
export interface Judged {
  readonly score: number;
  readonly hit: boolean;
}

/** Precision and recall of the best 1, 2, 3... detections of a class. */
export interface PrecisionRecall {
  readonly precision: readonly number[];
  readonly recall: readonly number[];
}

/** @param objects how many there are to find, at least 1 */
export function precisionRecall(judged: readonly Judged[], objects: number): PrecisionRecall {
  let hits = 0;
  const found = byScore(judged).map(({ hit }) => (hit ? ++hits : hits));
  return { precision: found.map((count, i) => count / (i + 1)), recall: found.map((count) => count / objects) };
}
