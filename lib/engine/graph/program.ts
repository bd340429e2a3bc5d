import { inferShapes } from '../../network/shapes.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { CompileOptions, Evaluation, Examples, Program, State, StepMetrics } from '../engine.ts';
import type { TensorFlow } from '../tensorflow/load.ts';
import { GraphBuilder } from './builder.ts';
import { ResidentExamples } from './examples.ts';
import { writeCorrect, writeLoss } from './loss.ts';
import { declareSlots, writeUpdates } from './optimisers.ts';
import { writeBackward, writeForward } from './passes.ts';
import { attr, DataType } from './proto.ts';
import { Session } from './session.ts';
import { Variables } from './variables.ts';

/** Examples of one evaluation call; bounds the memory of its activations. */
const EVALUATION_BATCH = 500;

const FLOAT = { T: attr.type(DataType.float) };

/** A network compiled to one TensorFlow graph: a training step is one session call. */
export class GraphProgram implements Program {
  readonly #session: Session;
  readonly #variables: Variables;
  readonly #evaluated: ResidentExamples;
  readonly #batchSize: number;
  #loaded: Examples | undefined;

  constructor({ tf, native }: TensorFlow, { network, recipe, train, weights }: CompileOptions) {
    const graph = new GraphBuilder();
    const variables = new Variables(graph);
    const specs = weightSpecs(network);
    for (const { name, shape } of specs) variables.declare(name, shape);
    const trainable = specs.filter((spec) => spec.trainable);
    declareSlots(variables, trainable, recipe.optimiser);
    variables.declareRestore();

    const classes = inferShapes(network).get(network.output)![0]!;
    const resident = new ResidentExamples(graph, 'train', network.input, train.features);
    this.#evaluated = new ResidentExamples(graph, 'evaluated', network.input, train.features);
    this.#variables = variables;
    this.#batchSize = recipe.batchSize;
    writeStep();
    writeEvaluation(this.#evaluated);

    this.#session = new Session(tf, native!, graph);
    resident.load(this.#session, train);
    variables.write(this.#session, withSlots(weights, variables.names));

    function writeStep(): void {
      const { batchSize } = recipe;
      const indices = graph.placeholder('indices', DataType.int32, [batchSize]);
      const learningRate = graph.placeholder('learning_rate', DataType.float, []);
      const batch = resident.gather(indices, batchSize);
      const updates: string[] = [];
      const forward = writeForward(graph, network, batch.features, variables, {
        batch: batchSize,
        training: true,
        updates,
      });
      const { losses, gradients } = writeLoss(graph, forward.logits, batch.labels, classes, recipe.labelSmoothing);
      const mean = graph.float('Mul', [gradients, graph.scalar(1 / batchSize)]);
      const byWeight = writeBackward(graph, network, forward, mean);
      updates.push(...writeUpdates(graph, variables, trainable, byWeight, learningRate, recipe));
      const correct = writeCorrect(graph, forward.logits, batch.labels);
      fetch('step', [graph.reduce('Mean', losses, [0]), correct], updates);
    }

    function writeEvaluation(examples: ResidentExamples): void {
      const from = graph.placeholder('from', DataType.int32, []);
      const to = graph.placeholder('to', DataType.int32, []);
      const indices = graph.op('Range', [from, to, graph.int(1)], { Tidx: attr.type(DataType.int32) });
      const batch = examples.gather(indices, -1);
      const { logits } = writeForward(graph, network, batch.features, variables, {
        batch: -1,
        training: false,
        updates: [],
      });
      const { losses } = writeLoss(graph, logits, batch.labels, classes, 0);
      fetch('evaluate', [graph.reduce('Sum', losses, [0]), writeCorrect(graph, logits, batch.labels)], []);
    }

    /** Scalars as one vector, so that a call has one output. */
    function fetch(name: string, scalars: readonly string[], after: readonly string[]): void {
      const packed = graph.float('Pack', scalars, { N: attr.int(scalars.length), axis: attr.int(0) });
      graph.named(name, 'Identity', [packed], FLOAT, after);
    }
  }

  step(indices: Int32Array, _seed: number, learningRate: number): StepMetrics {
    if (indices.length !== this.#batchSize) {
      throw new RangeError(`indices: got ${indices.length}; allowed: exactly batchSize, ${this.#batchSize}`);
    }
    const feeds = [
      { name: 'indices', values: indices, shape: [indices.length] },
      { name: 'learning_rate', values: Float32Array.of(learningRate), shape: [] },
    ];
    const [metrics] = this.#session.run(feeds, ['step']);
    return { loss: metrics![0]!, correct: metrics![1]! };
  }

  evaluate(examples: Examples): Evaluation {
    if (this.#loaded !== examples) {
      this.#evaluated.load(this.#session, examples);
      this.#loaded = examples;
    }
    let loss = 0;
    let correct = 0;
    for (let from = 0; from < examples.count; from += EVALUATION_BATCH) {
      const to = Math.min(from + EVALUATION_BATCH, examples.count);
      const range = Object.entries({ from, to });
      const [sums] = this.#session.run(
        range.map(([name, at]) => ({ name, values: Int32Array.of(at), shape: [] })),
        ['evaluate'],
      );
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
}

/** Weights alone mean that the optimiser starts: its slots are zero. */
function withSlots(weights: State, names: readonly string[]): State {
  const size = (name: string) => (name === 'step' ? 1 : (weights.get(name.slice(name.indexOf('/') + 1))?.length ?? 0));
  const slots = names.filter((name) => !weights.has(name) && isSlot(name));
  return new Map([...weights, ...slots.map((name) => [name, new Float32Array(size(name))] as const)]);
}

const isSlot = (name: string) => name === 'step' || /^(momentum|m|v)\//.test(name);
