import { validationScore } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';

/** The trials that are better than all before them, in the order given; by rising cost, that is the Pareto front. */
export function records(complete: readonly Trial[]): ReadonlySet<Trial> {
  let best = Number.NEGATIVE_INFINITY;
  const better = complete.filter((trial) => {
    const isRecord = validationScore(trial) > best;
    if (isRecord) best = validationScore(trial);
    return isRecord;
  });
  return new Set(better);
}
