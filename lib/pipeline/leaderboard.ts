import { reward } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';

/**
 * The search's architectures from best to worst: complete search trials, those that were trained longest first, by
 * reward, then by multiply-accumulates (an unknown number comes last), then by number. An architecture that was tried
 * again stands once, at its best.
 */
export function leaderboard(trials: readonly Trial[]): readonly Trial[] {
  const ranked = trials.filter(({ kind, state }) => kind === 'search' && state === 'complete').toSorted(byRank);
  return [...Map.groupBy(ranked, ({ architectureId }) => architectureId).values()].map(([best]) => best!);
}

/**
 * Negative when `a` ranks before `b`. Both are complete. Latency breaks no tie: it is measured, and a search that is
 * repeated on a device measured anew should end with the same network.
 */
export function byRank(a: Trial, b: Trial): number {
  const share = ({ fidelity = 1 }: Trial) => fidelity;
  const work = (trial: Trial) => trial.predicted?.macs ?? Number.MAX_VALUE;
  return share(b) - share(a) || reward(b) - reward(a) || work(a) - work(b) || a.number - b.number;
}
