import { mean } from '../math/statistics.ts';
import { reward } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';
import { byRank } from './leaderboard.ts';

/** An architecture that was retrained from scratch. */
export interface Finalist {
  readonly architectureId: string;
  /** Its complete final trials, best first; at least one. */
  readonly trials: readonly Trial[];
  /** Mean reward of `trials`. */
  readonly reward: number;
}

/**
 * The retrained architectures from best to worst by mean reward over their seeds, ties as on the leaderboard. The test
 * split has no say, so that its score stays an honest estimate.
 */
export function finalists(trials: readonly Trial[]): readonly Finalist[] {
  const complete = trials.filter(({ kind, state }) => kind === 'final' && state === 'complete').toSorted(byRank);
  return [...Map.groupBy(complete, ({ architectureId }) => architectureId)]
    .map(([architectureId, seeds]) => ({
      architectureId,
      trials: seeds,
      reward: mean(seeds.map(reward)),
    }))
    .toSorted((a, b) => b.reward - a.reward || byRank(a.trials[0]!, b.trials[0]!));
}

/** The architecture that wins, and the trained network of it that ships: its best seed on validation. */
export function bestFinalist(
  trials: readonly Trial[],
): { readonly finalist: Finalist; readonly trial: Trial } | undefined {
  const [finalist] = finalists(trials);
  return finalist && { finalist, trial: finalist.trials[0]! };
}
