import type { Task } from '../../trial/task.ts';
import type { CompileOptions, Evaluation, Examples, Program, State, StepMetrics } from '../engine.ts';
import { evaluationBatch } from '../evaluation-batch.ts';
import { initialState, stateEntries } from '../state.ts';
import type { TensorFlow } from '../tensorflow/load.ts';
import type { ResidentExamples } from './examples.ts';
import { Session } from './session.ts';
import { NAMES, writeTrainingGraph } from './training-graph.ts';
import type { Variables } from './variables.ts';

/** A network compiled to one TensorFlow graph: a training step is one session call. */
export class GraphProgram implements Program {
  readonly #session: Session;
  readonly #variables: Variables;
  readonly #evaluated: ResidentExamples;
  readonly #examples: number;
  readonly #batchSize: number;
  readonly #evaluationBatch: number;
  readonly #task: Task;
  #loaded: Examples | undefined;

  /** @throws Error naming an example or a weight that does not fit; nothing stays behind. */
  constructor({ tf, native }: TensorFlow, options: CompileOptions) {
    const { graph, variables, teacher, train, evaluated } = writeTrainingGraph(options);
    this.#variables = variables;
    this.#evaluated = evaluated;
    this.#examples = options.train.count;
    this.#batchSize = options.recipe.batchSize;
    this.#evaluationBatch = evaluationBatch(options.network);
    this.#task = options.task;
    this.#session = new Session(tf, native!, graph);
    try {
      train.load(this.#session, options.train);
      this.writeState(initialState(stateEntries(options.network, options.recipe), options.weights));
      teacher?.variables.write(this.#session, teacher.weights);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  step(indices: Int32Array, seed: number, learningRate: number): StepMetrics {
    this.#checkIndices(indices);
    const feeds = [
      { name: NAMES.indices, values: indices, shape: [indices.length] },
      { name: NAMES.seed, values: Int32Array.of(seed), shape: [] },
      { name: NAMES.learningRate, values: Float32Array.of(learningRate), shape: [] },
    ];
    const [metrics] = this.#session.run(feeds, [NAMES.step]);
    return { loss: metrics![0]!, correct: metrics![1]! };
  }

  /** Keeps the last examples resident: evaluating them again copies nothing. */
  evaluate(examples: Examples): Evaluation {
    const sums = this.#infer(examples, NAMES.evaluate);
    const mean = (i: number) => sums.reduce((sum, part) => sum + part[i]!, 0) / examples.count;
    return { loss: mean(0), ...(this.#task === 'classification' && { accuracy: mean(1) }) };
  }

  predict(examples: Examples): Float32Array {
    const parts = this.#infer(examples, NAMES.predict);
    const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
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

  /** What `fetch` gives for each part of the examples. */
  #infer(examples: Examples, fetch: string): readonly Float32Array[] {
    if (this.#loaded !== examples) {
      this.#loaded = undefined;
      this.#evaluated.load(this.#session, examples);
      this.#loaded = examples;
    }
    return Array.from({ length: Math.ceil(examples.count / this.#evaluationBatch) }, (_, part) => {
      const from = part * this.#evaluationBatch;
      const to = Math.min(from + this.#evaluationBatch, examples.count);
      const feeds = [
        { name: NAMES.from, values: Int32Array.of(from), shape: [] },
        { name: NAMES.to, values: Int32Array.of(to), shape: [] },
      ];
      return this.#session.run(feeds, [fetch])[0]!;
    });
  }

  #checkIndices(indices: Int32Array): void {
    if (indices.length !== this.#batchSize) {
      throw new RangeError(`indices: got ${indices.length}; allowed: exactly batchSize, ${this.#batchSize}`);
    }
    const wrong = indices.find((index) => index < 0 || index >= this.#examples);
    if (wrong !== undefined) throw new RangeError(`indices: got ${wrong}; allowed: 0 to ${this.#examples - 1}`);
  }
}
