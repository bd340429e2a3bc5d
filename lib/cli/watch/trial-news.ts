import type { SearchEvent } from '../../local/events.ts';
import { isFeasible } from '../../pipeline/generation.ts';
import { scoresOf } from '../../trial/score.ts';
import type { Trial } from '../../trial/trial.ts';

/** What has happened to a search's trials since the last call, in the order in which it tells best. */
export type TrialNews = (trials: readonly Trial[]) => readonly SearchEvent[];

/**
 * Turns what a store holds, read again and again, into the events that a search on this computer tells as they happen.
 * Each finished trial is told once; the first call tells what happened before.
 */
export function trialNews(): TrialNews {
  const told = new Set<number>();
  let generation = 0;
  let finalists = false;
  let preparing = false;

  return (trials) => {
    if (trials.length === 0) {
      if (preparing) return [];
      preparing = true;
      return [{ type: 'prepare' }];
    }
    return trials.flatMap((trial) => [...phaseOf(trial, trials), ...endOf(trial)]);
  };

  function phaseOf(trial: Trial, trials: readonly Trial[]): readonly SearchEvent[] {
    if (!isFeasible(trial)) return [];
    if (trial.kind === 'final') {
      if (finalists) return [];
      finalists = true;
      return [{ type: 'finalists', count: trials.filter(({ kind }) => kind === 'final').length }];
    }
    if (trial.generation <= generation) return [];
    generation = trial.generation;
    return [{ type: 'generation', generation }];
  }

  function endOf(trial: Trial): readonly SearchEvent[] {
    const { number, state, predicted, failure } = trial;
    if (told.has(number) || !['complete', 'failed', 'infeasible'].includes(state)) return [];
    told.add(number);
    return [
      {
        type: 'trial',
        number,
        state,
        ...(trial.result && scoresOf(trial)),
        ...(predicted?.latencyMs !== undefined && { latencyMs: predicted.latencyMs }),
        ...(failure && { failure }),
      },
    ];
  }
}
