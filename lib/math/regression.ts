import type { RandomStream } from './random.ts';

/** What is expected at a point: a normal distribution. */
export interface Expectation {
  readonly mean: number;
  readonly deviation: number;
}

/**
 * Learns functions from their values at some points.
 * @param points of one length, each feature about from 0 to 1
 * @param functions each with its value at every point
 * @returns what it expects of each of the functions at any point
 * @throws RangeError without points or when there is not one value a point
 */
export type Regression = (
  points: readonly (readonly number[])[],
  functions: readonly (readonly number[])[],
  random: RandomStream,
) => (point: readonly number[]) => readonly Expectation[];

/** @throws RangeError without points or when there is not one value a point */
export function checkRegression(points: readonly unknown[], functions: readonly (readonly number[])[]): void {
  const wrong = functions.find((values) => points.length === 0 || points.length !== values.length);
  if (wrong) throw new RangeError(`a regression on ${points.length} points with ${wrong.length} values`);
}
