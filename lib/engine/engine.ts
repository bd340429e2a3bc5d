import type { Network } from '../network/network.ts';
import type { Recipe } from '../trial/recipe.ts';

/** Labelled examples, resident for the life of a program. Pixel bytes are scaled to 0..1 by the engine. */
export interface Examples {
  /** `count x input shape`, row-major. */
  readonly features: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  readonly count: number;
}

/** Weights, moving statistics and optimiser slots by name; moving a state between engines changes nothing. */
export type State = ReadonlyMap<string, Float32Array>;

export interface StepMetrics {
  /** Mean over the batch. */
  readonly loss: number;
  /** How many of the batch were classified right. */
  readonly correct: number;
}

export interface Evaluation {
  readonly loss: number;
  readonly accuracy: number;
}

export interface CompileOptions {
  readonly network: Network;
  readonly recipe: Pick<Recipe, 'optimiser' | 'momentum' | 'weightDecay' | 'labelSmoothing' | 'batchSize'>;
  readonly train: Examples;
  /** Initial weights, all of them; optimiser slots start at zero. See network/initialise.ts. */
  readonly weights: State;
}

/** A network compiled for training. Not re-entrant; `dispose` frees everything it holds. */
export interface Program {
  /**
   * One optimiser step on the training examples named by `indices` (exactly `batchSize` of them).
   * `seed` feeds whatever is random inside the step, so that a step can be repeated exactly.
   */
  step(indices: Int32Array, seed: number, learningRate: number): StepMetrics;
  /** Loss and accuracy on any examples, in inference mode. */
  evaluate(examples: Examples): Evaluation;
  readState(): State;
  /** Continues bit-identically from a state that `readState` gave. @throws when a name or a size does not fit. */
  writeState(state: State): void;
  dispose(): void;
}

export interface Engine {
  readonly name: 'graph' | 'layers';
  /** What results depend on, e.g. `graph/tensorflow-2.21.0-cpu`; part of every trial key. */
  readonly fingerprint: string;
  compile(options: CompileOptions): Program;
  /**
   * Median milliseconds of one inference of one example on each network, after warm-up, on one thread. The networks take
   * turns, so that what is compared was measured in the same circumstances.
   * @param rounds turns of each, of a few inferences
   */
  time(networks: readonly TimedNetwork[], rounds: number): readonly number[];
}

export interface TimedNetwork {
  readonly network: Network;
  /** All of them. */
  readonly weights: State;
}
