import type { Charge } from '../trial/charge.ts';
import type { JsonObject, Metrics, Trial, TrialRef, TrialResult } from '../trial/trial.ts';

export interface SearchRecord {
  readonly id: string;
  /** The specification with every default filled in. */
  readonly spec: JsonObject;
  readonly status: 'running' | 'complete' | 'failed';
  /** Why it failed. */
  readonly cause?: string;
  /** The execution that holds the search: the only one that may take its steps. */
  readonly execution?: string;
  /** What the search may cost in US dollars, where a person raised what its specification says. */
  readonly usd?: number;
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
  /**
   * Gives the search to an execution: it is `running`, its cause goes; `usd` replaces the stored one when given. The last
   * call counts. @throws NotFoundError
   */
  holdSearch(id: string, holder: { readonly execution: string; readonly usd?: number }): Promise<void>;

  /** Adds trials in state `proposed`; one that already exists under its number is left untouched. */
  propose(trials: readonly Trial[]): Promise<void>;
  /** @throws NotFoundError */
  get(ref: TrialRef): Promise<Trial>;
  /** All trials of a search, by number. */
  list(searchId: string): Promise<readonly Trial[]>;

  /** proposed -> predicted | infeasible. Repeating it with a trial already past `proposed` is a no-op. */
  predict(ref: TrialRef, predicted: Metrics, feasible: boolean): Promise<void>;
  /** Counts the attempts at a search's work items, from 1: what orders them (trial/attempt.ts). @throws NotFoundError */
  beginAttempt(searchId: string): Promise<number>;
  /**
   * predicted | running -> running, held by `attempt`. Of two attempts the one whose name is greater, the one that began
   * later, gets and keeps the lease. @throws TrialFinishedError, LeaseLostError
   */
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

/** What the searches have paid for machines, counted in whole micro-dollars: a charge is rounded up, a cap down. */
export interface Ledger {
  /**
   * Replaces what an attempt has paid; the total of the search moves by the difference, both in one atomic step. Repeating
   * a call changes nothing. Paying less than before always goes through (the attempt gets money back), and so does a
   * `refused` charge of no more than before.
   * @param cap the total, in US dollars, that no payment may lead past; none when left out
   * @throws BudgetReachedError when the payment would; nothing is changed then
   */
  pay(searchId: string, charge: Charge, cap?: number): Promise<void>;
  /** Sum of all that the search's attempts have paid, in US dollars; 0 when nobody has paid. */
  spent(searchId: string): Promise<number>;
  /** All charges of a search, by attempt. */
  charges(searchId: string): Promise<readonly Charge[]>;
}

export interface Stores {
  readonly trials: TrialStore;
  readonly ledger: Ledger;
  readonly artefacts: ArtefactStore;
}
