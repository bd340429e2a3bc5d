import { crowdedOrder } from '../math/nondominated.ts';
import type { Minimised } from '../spec/specification.ts';
import { reward } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';
import { leaderboard } from './leaderboard.ts';

/** What else a complete trial is judged by, each to be minimised. */
export const costsOf = ({ predicted }: Trial, minimise: readonly Minimised[]): readonly number[] =>
  minimise.map((metric) => (metric === 'latencyMs' ? predicted!.relativeLatency : undefined) ?? predicted![metric]!);

/**
 * The architectures worth retraining, `count` at most: the best of the leaderboard, or with several objectives those of the
 * Pareto front that lie furthest apart, its ends first, then of the front behind it.
 */
export function contenders(trials: readonly Trial[], minimise: readonly Minimised[], count: number): readonly Trial[] {
  const ranked = leaderboard(trials);
  if (minimise.length === 0) return ranked.slice(0, count);
  const objectives = ranked.map((trial) => [-reward(trial), ...costsOf(trial, minimise)]);
  const chosen = crowdedOrder(objectives).slice(0, count);
  return chosen.toSorted((a, b) => a - b).map((index) => ranked[index]!);
}
