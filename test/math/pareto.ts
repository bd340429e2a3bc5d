/** By definition, for tests of what is faster. */

/** Whether a metric is better small (latency) or large (accuracy). */
export type Direction = 'minimise' | 'maximise';

/** What to compare, one value and direction an objective. */
export interface Objective<T> {
  readonly direction: Direction;
  readonly value: (item: T) => number;
}

/** `a` is no worse than `b` in every objective and better in one. */
export function dominates<T>(a: T, b: T, objectives: readonly Objective<T>[]): boolean {
  const gains = objectives.map(({ direction, value }) => (direction === 'maximise' ? 1 : -1) * (value(a) - value(b)));
  return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0);
}

/** The items that no other dominates, in their order; equal ones are all kept. */
export function paretoFront<T>(items: readonly T[], objectives: readonly Objective<T>[]): readonly T[] {
  return items.filter((item) => !items.some((other) => dominates(other, item, objectives)));
}
