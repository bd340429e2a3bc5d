import type { Recipe } from './recipe.ts';

/** Any JSON value that is an object; architectures and specifications travel as such. */
export type JsonObject = { readonly [key: string]: JsonValue };
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/**
 * The life of a trial. Every arrow is a conditional write:
 * proposed -> predicted -> running -> complete | failed, and proposed -> infeasible.
 */
export type TrialState = 'proposed' | 'predicted' | 'running' | 'complete' | 'failed' | 'infeasible';

/** `search` trials compete; `final` trials retrain the best from scratch and read the test split once. */
export type TrialKind = 'search' | 'final';

/** What is known of an architecture before it is trained. Keys are metric names (`latencyMs`, `latencyMs@my-phone`, `energyMj`). */
export type Metrics = { readonly [metric: string]: number };

/** What a finished training leaves behind. */
export interface TrialResult {
  /**
   * On validation `loss` and, by task, `accuracy` | `r2`, `rmse` | `map50`, `map`; `trainLoss`, `seconds`. A final trial adds
   * what its evaluation.json tells of the test split: `testLoss`, `testAccuracy`, `testMacroF1` ...
   */
  readonly metrics: Metrics;
  /** Validation score (trial/task.ts) after each epoch. */
  readonly curve: readonly number[];
  /** sha256 of the trained weights, names and bytes. */
  readonly weightsHash: string;
  /** Artefact key prefix of the saved tfjs model; final trials only. */
  readonly model?: string;
}

export interface TrialRef {
  readonly searchId: string;
  /** Position in the order of proposals, from 1. Final trials continue the count. */
  readonly number: number;
}

export interface Trial extends TrialRef {
  readonly kind: TrialKind;
  readonly generation: number;
  /** A generation is filled in rounds: candidates that break a constraint are replaced in the next round. */
  readonly round: number;
  readonly architecture: JsonObject;
  /** Hash of the architecture's canonical text. */
  readonly architectureId: string;
  /** Content address: architecture, data set, recipe, seed, trainer. A complete key is never trained again. */
  readonly key: string;
  readonly recipe: Recipe;
  /** Share of the search's recipe that this one is, above 0; all of it where absent. */
  readonly fidelity?: number;
  readonly seed: number;
  readonly state: TrialState;
  readonly predicted?: Metrics;
  /** The attempt that holds the lease; only it may publish. */
  readonly attempt?: string;
  readonly result?: TrialResult;
  readonly failure?: string;
}
