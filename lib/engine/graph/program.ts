import type { CompileOptions, Evaluation, Examples, Program, State, StepMetrics } from '../engine.ts';
import type { TensorFlow } from '../tensorflow/load.ts';
import type { ResidentExamples } from './examples.ts';
import { Session } from './session.ts';
import { NAMES, writeTrainingGraph } from './training-graph.ts';
import type { Variables } from './variables.ts';

/** Examples of one evaluation call; bounds the memory of its activations. */
const EVALUATION_BATCH = 250;

/** A network compiled to one TensorFlow graph: a training step is one session call. */
export class GraphProgram implements Program {
  readonly #session: Session;
  readonly #variables: Variables;
  readonly #evaluated: ResidentExamples;
  readonly #examples: number;
  readonly #batchSize: number;
  #loaded: Examples | undefined;

  /** @throws Error naming an example or a weight that does not fit; nothing stays behind. */
  constructor({ tf, native }: TensorFlow, options: CompileOptions) {
    const { graph, variables, train, evaluated } = writeTrainingGraph(options);
    this.#variables = variables;
    this.#evaluated = evaluated;
    this.#examples = options.train.count;
    this.#batchSize = options.recipe.batchSize;
    this.#session = new Session(tf, native!, graph);
    try {
      train.load(this.#session, options.train);
      this.writeState(variables.withZeroSlots(options.weights));
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** `seed` is for random layers, of which there is none yet. */
  step(indices: Int32Array, _seed: number, learningRate: number): StepMetrics {
    this.#checkIndices(indices);
    const feeds = [
      { name: NAMES.indices, values: indices, shape: [indices.length] },
      { name: NAMES.learningRate, values: Float32Array.of(learningRate), shape: [] },
    ];
    const [metrics] = this.#session.run(feeds, [NAMES.step]);
    return { loss: metrics![0]!, correct: metrics![1]! };
  }

  /** Keeps the last examples resident: evaluating them again copies nothing. */
  evaluate(examples: Examples): Evaluation {
    if (this.#loaded !== examples) {
      this.#loaded = undefined;
      this.#evaluated.load(this.#session, examples);
      this.#loaded = examples;
    }
    let loss = 0;
    let correct = 0;
    for (let from = 0; from < examples.count; from += EVALUATION_BATCH) {
      const to = Math.min(from + EVALUATION_BATCH, examples.count);
      const feeds = [
        { name: NAMES.from, values: Int32Array.of(from), shape: [] },
        { name: NAMES.to, values: Int32Array.of(to), shape: [] },
      ];
      const [sums] = this.#session.run(feeds, [NAMES.evaluate]);
      loss += sums![0]!;
      correct += sums![1]!;
    }
    return { loss: loss / examples.count, accuracy: correct / examples.count };
  }

  readState(): State {
    return this.#variables.read(this.#session);
  }

  writeState(state: State): void {
    this.#variables.write(this.#session, state);
  }

  dispose(): void {
    this.#session.close();
  }

  #checkIndices(indices: Int32Array): void {
    if (indices.length !== this.#batchSize) {
      throw new RangeError(`indices: got ${indices.length}; allowed: exactly batchSize, ${this.#batchSize}`);
    }
    const wrong = indices.find((index) => index < 0 || index >= this.#examples);
    if (wrong !== undefined) throw new RangeError(`indices: got ${wrong}; allowed: 0 to ${this.#examples - 1}`);
  }
}
