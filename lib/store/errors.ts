import { canonicalJson } from '../trial/json.ts';
import type { JsonObject, TrialRef, TrialState } from '../trial/trial.ts';

const trialName = ({ searchId, number }: TrialRef) => `trial ${number} of search ${searchId}`;

/** The id belongs to a search with another specification. */
export class SearchConflictError extends Error {
  override readonly name = 'SearchConflictError';

  constructor(id: string, { stored, given }: { stored: JsonObject; given: JsonObject }) {
    const fields = Object.keys({ ...stored, ...given }).filter(
      (field) => canonicalJson(stored[field] ?? null) !== canonicalJson(given[field] ?? null),
    );
    super(
      `search ${id}: got another specification, different in ${fields.join(', ')}; ` +
        'allowed: the specification it was created with, or an id that is free',
    );
  }
}

/** The store holds no such search or trial. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';

  constructor(wanted: string | TrialRef) {
    super(`${typeof wanted === 'string' ? `search ${wanted}` : trialName(wanted)}: not in the store`);
  }
}

/** The trial's latency has not been predicted yet, so nobody may train it. */
export class TrialNotPredictedError extends Error {
  override readonly name = 'TrialNotPredictedError';

  constructor(ref: TrialRef) {
    super(`${trialName(ref)}: got a lease in state proposed; allowed: predicted, running`);
  }
}

/** The trial has ended: there is nothing left to train. */
export class TrialFinishedError extends Error {
  override readonly name = 'TrialFinishedError';

  constructor(ref: TrialRef, state: TrialState) {
    super(`${trialName(ref)}: got a lease in state ${state}; allowed: predicted, running`);
  }
}

/** The attempt does not hold the trial's lease, so it may not publish. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(
    ref: TrialRef,
    attempt: string,
    now: { readonly state: TrialState; readonly attempt?: string },
    wanted: 'an outcome' | 'a lease' = 'an outcome',
  ) {
    const allowed = now.state === 'running' ? `attempt ${now.attempt}, the latest` : `none, it is ${now.state}`;
    super(`${trialName(ref)}: got ${wanted} from attempt ${attempt}; allowed: ${allowed}`);
  }
}

/** The search may cost no more than it has. */
export class BudgetReachedError extends Error {
  override readonly name = 'BudgetReachedError';

  constructor(searchId: string, { usd, spent, cap }: { usd: number; spent: number; cap: number }) {
    super(`search ${searchId}: a payment of ${usd} USD on top of ${spent} USD would pass its limit of ${cap} USD`);
  }
}
