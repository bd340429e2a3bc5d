import { mean } from '../math/statistics.ts';
import { reward } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';
import { byRank } from './leaderboard.ts';
import type { MeasuredLatency, Measurement } from './measurement.ts';

/** An architecture that was retrained from scratch. */
export interface Finalist {
  readonly architectureId: string;
  /** Its complete final trials, best first; at least one. */
  readonly trials: readonly Trial[];
  /** Mean reward of `trials`. */
  readonly reward: number;
  /** By device, of those that it was measured on. */
  readonly measured: { readonly [device: string]: MeasuredLatency };
}

/**
 * The retrained architectures from best to worst by mean reward over their seeds, ties as on the leaderboard; those that
 * were measured to break a latency limit come last. The test split has no say, so that its score stays an honest estimate.
 */
export function finalists(trials: readonly Trial[], measurements: readonly Measurement[] = []): readonly Finalist[] {
  const complete = trials.filter(({ kind, state }) => kind === 'final' && state === 'complete').toSorted(byRank);
  return [...Map.groupBy(complete, ({ architectureId }) => architectureId)]
    .map(([architectureId, seeds]): Finalist => {
      const measured = measurements.flatMap(({ device, finalists: { [architectureId]: one } }) =>
        one ? [[device, one] as const] : [],
      );
      return { architectureId, trials: seeds, reward: mean(seeds.map(reward)), measured: Object.fromEntries(measured) };
    })
    .toSorted((a, b) => breaksLimit(a) - breaksLimit(b) || b.reward - a.reward || byRank(a.trials[0]!, b.trials[0]!));
}

/** 1 or 0. */
const breaksLimit = (finalist: Finalist) => Number(breaksAny(finalist));

/** Whether it was measured to break a latency limit. */
export const breaksAny = ({ measured }: Finalist): boolean =>
  Object.values(measured).some(({ holds }) => holds === 'no');

/** The architecture that wins, and the trained network of it that ships: its best seed on validation. */
export function bestFinalist(
  trials: readonly Trial[],
  measurements: readonly Measurement[] = [],
): { readonly finalist: Finalist; readonly trial: Trial } | undefined {
  const [finalist] = finalists(trials, measurements);
  return finalist && { finalist, trial: finalist.trials[0]! };
}
