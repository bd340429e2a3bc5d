import { SCORES, type Score } from './task.ts';
import type { Metrics, Trial } from './trial.ts';

/** On the validation split, of a complete trial: its metrics hold the one score of its task. */
export const validationScore = (trial: Trial): number => scoreIn(trial.result!.metrics)!;

/** The validation score and, where soft bounds weigh it, the reward of a complete trial: what is told of it. */
export const scoresOf = (trial: Trial): { readonly score: number; readonly reward?: number } => ({
  score: validationScore(trial),
  ...(trial.predicted?.rewardFactor !== undefined && { reward: reward(trial) }),
});

/** What a search maximises, of a complete trial: its validation score, times what soft bounds on latency make of it. */
export function reward(trial: Trial): number {
  const [score, factor] = [validationScore(trial), trial.predicted?.rewardFactor ?? 1];
  // Where a score is below 0, as R² can be, more latency shall not bring it nearer to 0.
  return score < 0 ? score / factor : score * factor;
}

/** On the test split; complete final trials only. */
export const testScore = (trial: Trial): number | undefined =>
  trial.result && scoreIn(trial.result.metrics, (score) => TESTED[score]);

/** Where a final trial's metrics have the score on the test split. */
export const TESTED = { accuracy: 'testAccuracy', r2: 'testR2', map50: 'testMap50' } as const satisfies Record<
  Score,
  string
>;

function scoreIn(metrics: Metrics, keyOf: (score: Score) => string = (score) => score): number | undefined {
  const score = Object.values(SCORES).find((one) => metrics[keyOf(one)] !== undefined);
  return score && metrics[keyOf(score)];
}
