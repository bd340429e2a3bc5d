import type { Space } from '../space/space.ts';
import type { JsonObject } from '../trial/trial.ts';

/** An architecture to train. */
export type Suggestion = {
  readonly architecture: JsonObject;
  /** Share of the full training, above 0; all of it where absent. */
  readonly fidelity?: number;
};

/** A trial as a strategy sees it. `score` is to be maximised and present only when the outcome is `complete`. */
export interface Observation extends Suggestion {
  readonly number: number;
  readonly outcome: 'complete' | 'failed' | 'infeasible';
  readonly score?: number;
  /** Of a search with several objectives: the others, to be minimised, in one order. */
  readonly costs?: readonly number[];
  /**
   * Of a search with limits: logarithm of the largest share that the architecture takes of one. Infeasible above 0; known of
   * feasible ones too, as limits hold for what is predicted.
   */
  readonly strain?: number;
}

/** A trial that is proposed but not finished. */
export interface ActiveTrial extends Suggestion {
  readonly number: number;
}

/**
 * Decides what to try next (ask/tell, after OSS Vizier's Designer).
 * - `update` is idempotent: numbers already incorporated are ignored.
 * - `suggest` never changes the state. The i-th suggestion depends on the state and i alone, so
 *   `suggest(n)` begins with `suggest(m)` for every m < n.
 * - The state after updates depends on the set of observations, not on how they were split into calls.
 */
export interface Strategy {
  readonly name: string;
  update(completed: readonly Observation[], active: readonly ActiveTrial[]): void;
  /**
   * Up to `count` architectures, none seen before while the space has unseen ones within reach; a strategy of several
   * fidelities suggests an architecture again, for longer.
   */
  suggest(count: number): readonly Suggestion[];
  dump(): JsonObject;
  /** @throws Error when the dump is not one of this strategy's. */
  load(dump: JsonObject): void;
}

export interface StrategyContext {
  readonly space: Space;
  readonly seed: number;
  /** Strategy-specific options, already validated. */
  readonly options: JsonObject;
}
