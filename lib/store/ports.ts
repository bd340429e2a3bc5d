import type { JsonObject, Metrics, Trial, TrialRef, TrialResult } from '../trial/trial.ts';

export interface SearchRecord {
  readonly id: string;
  /** The specification with every default filled in. */
  readonly spec: JsonObject;
  readonly status: 'running' | 'complete' | 'failed';
  /** Why it failed. */
  readonly cause?: string;
}

/**
 * Where searches and trials live. Every change is a conditional write; the loser gets a named error
 * (see errors.ts) that says why.
 */
export interface TrialStore {
  /** Creates the search or returns the stored one. @throws SearchConflictError when the stored spec differs. */
  createSearch(id: string, spec: JsonObject): Promise<SearchRecord>;
  /** @throws NotFoundError */
  getSearch(id: string): Promise<SearchRecord>;
  /** All searches, in order of creation. */
  listSearches(): Promise<readonly SearchRecord[]>;
  /** The last call counts; a cause goes when none is given. @throws NotFoundError */
  setSearchStatus(id: string, status: SearchRecord['status'], cause?: string): Promise<void>;

  /** Adds trials in state `proposed`; one that already exists under its number is left untouched. */
  propose(trials: readonly Trial[]): Promise<void>;
  /** @throws NotFoundError */
  get(ref: TrialRef): Promise<Trial>;
  /** All trials of a search, by number. */
  list(searchId: string): Promise<readonly Trial[]>;

  /** proposed -> predicted | infeasible. Repeating it with a trial already past `proposed` is a no-op. */
  predict(ref: TrialRef, predicted: Metrics, feasible: boolean): Promise<void>;
  /** predicted | running -> running, held by `attempt`; the latest lease wins. @throws TrialFinishedError */
  lease(ref: TrialRef, attempt: string): Promise<Trial>;
  /** running -> complete. @throws LeaseLostError when `attempt` is not the holder. */
  complete(ref: TrialRef, attempt: string, result: TrialResult): Promise<void>;
  /** running -> failed by its holder. @throws LeaseLostError */
  fail(ref: TrialRef, attempt: string, failure: string): Promise<void>;
  /** predicted | running -> failed, by the pipeline, once no attempt can be alive. No-op in any other state. */
  abandon(ref: TrialRef, failure: string): Promise<void>;
  /** The result of a complete trial with this key, in any search. */
  findResult(key: string): Promise<TrialResult | undefined>;
}

/** Where bytes live: data sets, checkpoints, models, device profiles, reports. Keys are `/`-separated paths. */
export interface ArtefactStore {
  /** Replaces atomically: a reader sees the old bytes or the new ones, never a mix. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  list(prefix: string): Promise<readonly string[]>;
  delete(key: string): Promise<void>;
  /** Where a person finds it: a path or an s3:// address. */
  locate(key: string): string;
}

export interface Stores {
  readonly trials: TrialStore;
  readonly artefacts: ArtefactStore;
}
