import type { Trial, TrialRef, TrialState } from '../trial/trial.ts';
import { LeaseLostError, TrialFinishedError, TrialNotPredictedError } from './errors.ts';
import type { TrialStore } from './ports.ts';
import { jsonText, type TrialFields } from './trial-record.ts';

/** One arrow in the life of a trial: a write that takes place only if the trial is in a state to leave. */
export interface Transition {
  readonly from: readonly TrialState[];
  /** When given, the write also needs this attempt to hold the lease. */
  readonly holder?: string;
  /** When given, the write also needs the lease to be free, or held by this attempt or by one that began before it. */
  readonly claimant?: string;
  readonly to: TrialState;
  readonly set: TrialFields;
}

/** What became of a transition. */
export interface Outcome {
  readonly moved: boolean;
  /** As the write left it, or as it stood in the way of the write. */
  readonly trial: Trial;
}

/**
 * Makes a transition or leaves the trial as it is; which of the two, and why, is decided in one atomic step.
 * @throws NotFoundError
 */
export type Move = (ref: TrialRef, transition: Transition) => Promise<Outcome>;

const UNFINISHED: readonly TrialState[] = ['predicted', 'running'];

/** The rules of a trial's life (ports.ts), the same over every database that can write conditionally. */
export function lifecycle(move: Move): Pick<TrialStore, 'predict' | 'lease' | 'complete' | 'fail' | 'abandon'> {
  return {
    async predict(ref, predicted, feasible) {
      const to = feasible ? 'predicted' : 'infeasible';
      await move(ref, { from: ['proposed'], to, set: { predicted: jsonText(predicted) } });
    },

    async lease(ref, attempt) {
      const lease = { from: UNFINISHED, claimant: attempt, to: 'running', set: { attempt } } as const;
      const { moved, trial } = await move(ref, lease);
      if (moved) return trial;
      if (trial.state === 'proposed') throw new TrialNotPredictedError(ref);
      throw UNFINISHED.includes(trial.state)
        ? new LeaseLostError(ref, attempt, trial, 'a lease')
        : new TrialFinishedError(ref, trial.state);
    },

    async complete(ref, attempt, result) {
      await publish(ref, attempt, 'complete', { result: jsonText(result) });
    },

    async fail(ref, attempt, failure) {
      await publish(ref, attempt, 'failed', { failure });
    },

    async abandon(ref, failure) {
      await move(ref, { from: UNFINISHED, to: 'failed', set: { failure, attempt: null } });
    },
  };

  async function publish(ref: TrialRef, attempt: string, to: 'complete' | 'failed', set: TrialFields): Promise<void> {
    const { moved, trial } = await move(ref, { from: ['running'], holder: attempt, to, set });
    // A client that lost the answer to its write sends it again: the first one counts.
    const repeated = trial.state === to && trial.attempt === attempt;
    if (!moved && !repeated) throw new LeaseLostError(ref, attempt, trial);
  }
}
