import type { Network } from '../network/network.ts';
import type { Recipe } from '../trial/recipe.ts';
import type { Task } from '../trial/task.ts';

/** Labelled examples, resident for the life of a program. */
export interface Examples {
  /**
   * `count x input shape`, row-major. Bytes are pixels, which the engine scales to 0..1; integers are tokens and floats
   * are numbers, both taken as they are. Inside a network everything is float32.
   */
  readonly features: Uint8Array | Int32Array | Float32Array;
  /**
   * Classification: `count` class numbers. Regression: `count` floats. Detection: `count x boxes x 5` floats, each box
   * `[left, top, right, bottom, class]` in pixels of the input; a class of -1 marks a place without a box.
   */
  readonly labels: Int32Array | Float32Array;
  readonly count: number;
}

/** Weights, moving statistics and optimiser slots by name; moving a state between engines changes nothing. */
export type State = ReadonlyMap<string, Float32Array>;

export interface StepMetrics {
  /** Mean over the batch. */
  readonly loss: number;
  /** How many of the batch were classified right; 0 where there are no classes to be right about. */
  readonly correct: number;
}

export interface Evaluation {
  /** Mean over the examples, without label smoothing, auxiliary loss and teacher. Regression: mean squared error. */
  readonly loss: number;
  /** Share of examples classified right; classification only. */
  readonly accuracy?: number;
}

/** A trained network whose answers a training learns from too, in inference mode on the same augmented batch. */
export interface Teacher {
  readonly network: Network;
  readonly weights: State;
  readonly weight: number;
  readonly temperature: number;
}

/** What of a recipe is the engine's: all that happens inside a step. */
export type EngineRecipe = Omit<
  Recipe,
  'epochs' | 'learningRate' | 'schedule' | 'warmup' | 'distillation' | 'trainExamples'
>;

export interface CompileOptions {
  readonly network: Network;
  readonly task: Task;
  readonly recipe: EngineRecipe;
  readonly train: Examples;
  readonly teacher?: Teacher | undefined;
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
  /** Loss and accuracy on any examples, in inference mode, with the averaged weights where the recipe keeps them. */
  evaluate(examples: Examples): Evaluation;
  /** The network's outputs on any examples, `count x output shape`, in inference mode, as `evaluate` sees them. */
  predict(examples: Examples): Float32Array;
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
   * @param onRound called before each round, from 0
   */
  time(networks: readonly TimedNetwork[], rounds: number, onRound?: (round: number) => void): readonly number[];
}

export interface TimedNetwork {
  readonly network: Network;
  /** All of them. */
  readonly weights: State;
}
