import { isDeepStrictEqual } from 'node:util';
import {
  LeaseLostError,
  NotFoundError,
  SearchConflictError,
  TrialFinishedError,
  TrialNotPredictedError,
} from '../../../lib/store/errors.ts';
import type { SearchRecord, TrialStore } from '../../../lib/store/ports.ts';
import { jsonText } from '../../../lib/store/trial-record.ts';
import type { Trial, TrialRef } from '../../../lib/trial/trial.ts';

/** The trial store as its port describes it, in plain maps: what the adapters are compared with. */
export function memoryTrials(): TrialStore {
  const searches = new Map<string, SearchRecord>();
  const trials = new Map<string, Trial>();
  const begun = new Map<string, number>();
  const idOf = ({ searchId, number }: TrialRef) => `${searchId}/${number}`;

  const search = (id: string) => {
    const found = searches.get(id);
    if (!found) throw new NotFoundError(id);
    return found;
  };
  const trial = (ref: TrialRef) => {
    const found = trials.get(idOf(ref));
    if (!found) throw new NotFoundError(ref);
    return found;
  };
  const change = (ref: TrialRef, changes: Partial<Trial>) => trials.set(idOf(ref), { ...trial(ref), ...changes });

  const publish = (ref: TrialRef, attempt: string, changes: Partial<Trial>) => {
    const now = trial(ref);
    if (now.state === changes.state && now.attempt === attempt) return;
    if (now.state !== 'running' || now.attempt !== attempt) throw new LeaseLostError(ref, attempt, now);
    change(ref, changes);
  };

  return {
    async createSearch(id, spec) {
      const stored = searches.get(id) ?? { id, spec, status: 'running' };
      if (!isDeepStrictEqual(stored.spec, spec))
        throw new SearchConflictError(id, { stored: stored.spec, given: spec });
      searches.set(id, stored);
      return stored;
    },
    getSearch: async (id) => search(id),
    listSearches: async () => [...searches.values()],
    async setSearchStatus(id, status, cause) {
      const { cause: _, ...rest } = search(id);
      searches.set(id, { ...rest, status, ...(cause !== undefined && { cause }) });
    },
    async holdSearch(id, { execution, usd }) {
      const { cause: _, ...rest } = search(id);
      searches.set(id, { ...rest, status: 'running', execution, ...(usd !== undefined && { usd }) });
    },
    async propose(proposals) {
      for (const proposal of proposals) {
        if (!trials.has(idOf(proposal))) trials.set(idOf(proposal), { ...proposal, state: 'proposed' });
      }
    },
    get: async (ref) => trial(ref),
    list: async (searchId) =>
      [...trials.values()].filter((each) => each.searchId === searchId).sort((a, b) => a.number - b.number),
    async predict(ref, predicted, feasible) {
      if (trial(ref).state === 'proposed') change(ref, { state: feasible ? 'predicted' : 'infeasible', predicted });
    },
    async beginAttempt(searchId) {
      search(searchId);
      begun.set(searchId, (begun.get(searchId) ?? 0) + 1);
      return begun.get(searchId)!;
    },
    async lease(ref, attempt) {
      const { state } = trial(ref);
      if (state === 'proposed') throw new TrialNotPredictedError(ref);
      if (state !== 'predicted' && state !== 'running') throw new TrialFinishedError(ref, state);
      const holder = trial(ref).attempt;
      if (holder !== undefined && holder > attempt) throw new LeaseLostError(ref, attempt, trial(ref), 'a lease');
      change(ref, { state: 'running', attempt });
      return trial(ref);
    },
    complete: async (ref, attempt, result) =>
      publish(ref, attempt, { state: 'complete', result: JSON.parse(jsonText(result)) }),
    fail: async (ref, attempt, failure) => publish(ref, attempt, { state: 'failed', failure }),
    async abandon(ref, failure) {
      const { attempt: _, ...rest } = trial(ref);
      if (rest.state === 'predicted' || rest.state === 'running')
        trials.set(idOf(ref), { ...rest, state: 'failed', failure });
    },
    findResult: async (key) =>
      [...trials.values()].find((each) => each.key === key && each.state === 'complete')?.result,
  };
}
