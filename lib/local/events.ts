import type { Footprint } from '../pipeline/footprint.ts';
import type { MeasuredLatency } from '../pipeline/measurement.ts';
import type { Score } from '../trial/task.ts';
import type { JsonObject, TrialState } from '../trial/trial.ts';

/** What a running search tells whoever watches it. */
export type SearchEvent =
  /** Which backend trains, and why. */
  | { readonly type: 'backend'; readonly reason: string }
  /** The data set is being read and the device measured. */
  | { readonly type: 'prepare' }
  | { readonly type: 'generation'; readonly generation: number }
  | {
      readonly type: 'trial';
      readonly number: number;
      readonly state: TrialState;
      /** On the validation split, at most 1; complete trials only. */
      readonly score?: number;
      /** What the search maximises, where that is not the score itself. */
      readonly reward?: number;
      readonly latencyMs?: number;
      readonly failure?: string;
    }
  /** From inside a trial's training. */
  | {
      readonly type: 'progress';
      readonly number: number;
      /** The epoch being trained, from 1. */
      readonly epoch: number;
      readonly epochs: number;
      /** Optimiser steps taken, and those of the whole training. */
      readonly step: number;
      readonly steps: number;
      readonly loss: number;
    }
  /** The search is over; `count` final trials retrain the best. Trials that follow are final ones. */
  | { readonly type: 'finalists'; readonly count: number }
  /** What was retrained is being measured. */
  | { readonly type: 'measure' }
  /** The report can be opened. */
  | { readonly type: 'report'; readonly path: string };

/** One row of the leaderboard. */
export interface Ranked {
  /** Of the search trial that found it. */
  readonly number: number;
  readonly architecture: JsonObject;
  /** The architecture in one line. */
  readonly description: string;
  /** On the validation split, at most 1. */
  readonly score: number;
  /** What the search maximises, where that is not the score itself. */
  readonly reward?: number;
  /** Of the retrained network on the test split; finalists only. */
  readonly testScore?: number;
  readonly latencyMs?: number;
  readonly parameters: number;
}

/** A finalist's latency on one device, predicted and measured. */
export interface MeasuredFinalist extends MeasuredLatency {
  /** Of the search trial that found it. */
  readonly number: number;
  readonly device: string;
  /** Milliseconds. */
  readonly predictedMs: number;
}

/** What a complete search leaves behind. */
export interface SearchSummary {
  readonly id: string;
  /** What the scores are. */
  readonly objective: Score;
  /** How many trials ended in each state. */
  readonly trials: { readonly [state in TrialState]?: number };
  readonly best: Ranked;
  /** Best first; the first is `best`. */
  readonly leaderboard: readonly Ranked[];
  /** What the finalists took when they were measured, the best first; absent where none was. */
  readonly measured?: readonly MeasuredFinalist[];
  /** Of the whole search, finalists too. */
  readonly footprint: Footprint;
  /** Where the report is: a path or an address. */
  readonly report: string;
  /** Where the best model is, in the tfjs format: a path or an address of its model.json. */
  readonly model: string;
  /** sha256 of the best model's weights. */
  readonly weightsHash: string;
}
