import type { Trial } from '../trial/trial.ts';

/**
 * The search's architectures from best to worst: complete search trials by validation accuracy, then by predicted
 * latency (an unknown one comes last), then by number. An architecture that was tried again stands once, at its best.
 */
export function leaderboard(trials: readonly Trial[]): readonly Trial[] {
  const ranked = trials.filter(({ kind, state }) => kind === 'search' && state === 'complete').toSorted(byRank);
  return [...Map.groupBy(ranked, ({ architectureId }) => architectureId).values()].map(([best]) => best!);
}

/** Negative when `a` ranks before `b`. Both are complete. */
export function byRank(a: Trial, b: Trial): number {
  const latency = (trial: Trial) => trial.predicted?.latencyMs ?? Number.MAX_VALUE;
  return validationAccuracy(b) - validationAccuracy(a) || latency(a) - latency(b) || a.number - b.number;
}

/** Of a complete trial. */
export const validationAccuracy = (trial: Trial): number => trial.result!.metrics.accuracy!;
