import type * as tf from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import { inferenceNetwork } from '../../network/inference.ts';
import type { Network } from '../../network/network.ts';
import { inferShapes } from '../../network/shapes.ts';
import { weightSpecs } from '../../network/weights.ts';
import { withoutAuxiliary } from '../../network/without-auxiliary.ts';
import type { CompileOptions, Evaluation, Examples, Program, State, StepMetrics, Teacher } from '../engine.ts';
import { evaluationBatch } from '../evaluation-batch.ts';
import { checkExamples, type ExampleFormat, formatOf } from '../example-format.ts';
import { gradientNodes } from '../gradients.ts';
import { checkPrecision } from '../precision.ts';
import { answeringTeacher } from '../teaching.ts';
import { answers } from './answers.ts';
import type { Change } from './augment/change.ts';
import { augmenting } from './augment/index.ts';
import { takeBatch } from './batches.ts';
import { differentiate } from './differentiate.ts';
import { countCorrect } from './losses/classification.ts';
import { lossOf } from './losses/index.ts';
import type { Tfjs } from './ops/forward.ts';
import { createOptimiser, moveTowards } from './optimiser.ts';
import { tensorsOf } from './packing.ts';
import { StepRandom } from './random.ts';
import { StateVectors } from './state-vectors.ts';

/** A network trained by tfjs operations. Between calls it holds plain arrays and no tensor. */
export class LayersProgram implements Program {
  readonly #tf: Tfjs;
  readonly #options: CompileOptions;
  readonly #format: ExampleFormat;
  readonly #teacher: (Teacher & { readonly tensors: () => ReadonlyMap<string, tf.Tensor> }) | undefined;
  /** Without the auxiliary classifier where its loss counts for nothing. */
  readonly #trained: Network;
  readonly #answering: Network;
  readonly #augment: Change;
  readonly #state: StateVectors;
  readonly #optimise: ReturnType<typeof createOptimiser>;

  /** @throws Error naming an example or a weight that does not fit. */
  constructor(tf: Tfjs, options: CompileOptions) {
    const { network, recipe, train } = options;
    checkPrecision('layers', recipe);
    this.#tf = tf;
    this.#options = options;
    this.#format = formatOf(options);
    checkExamples('train', train, this.#format);
    const teacher = answeringTeacher(options);
    this.#teacher = teacher && { ...teacher, tensors: tensorsOf(tf, teacher.network, teacher.weights) };
    this.#trained = recipe.auxiliary > 0 ? network : withoutAuxiliary(network);
    this.#answering = inferenceNetwork(network);
    this.#augment = augmenting(recipe.augmentation, { ...this.#format, batchSize: recipe.batchSize });
    this.#state = new StateVectors(options);
    this.#optimise = createOptimiser(recipe, decaysOf(network, gradientNodes(this.#trained)));
  }

  step(indices: Int32Array, seed: number, learningRate: number): StepMetrics {
    const { task, recipe, train } = this.#options;
    if (indices.length !== recipe.batchSize) {
      throw new RangeError(`indices: got ${indices.length}; allowed: exactly batchSize, ${recipe.batchSize}`);
    }
    const random = new StepRandom(seed);
    const taken = takeBatch(train, indices, elements(this.#format.input));
    const batch = this.#augment(random, taken);
    const teacher = this.#teacher;
    const taught = teacher && answers(this.#tf, teacher.network, teacher.tensors, batch);
    const options = { network: this.#trained, task, recipe, teacher };
    const { loss, gradient, outputs, observed } = differentiate(this.#tf, options, batch, this.#state, {
      random,
      taught,
    });
    this.#state.steps++;
    this.#optimise(this.#state, gradient, learningRate, this.#state.steps);
    for (const [name, values] of observed) {
      moveTowards(this.#state.moving.view(this.#state.statistics, name), values, 1 - recipe.batchNormMomentum);
    }
    return { loss, correct: task === 'classification' ? countCorrect(outputs, this.#format.classes, batch) : 0 };
  }

  evaluate(examples: Examples): Evaluation {
    const { task } = this.#options;
    const outputs = this.predict(examples);
    const network = this.#answering;
    const output = inferShapes(network).get(network.output)!;
    const { loss } = lossOf(task)({ network, output, smoothing: 0 }, outputs, examples);
    const correct = task === 'classification' && countCorrect(outputs, this.#format.classes, examples);
    return { loss: loss / examples.count, ...(correct !== false && { accuracy: correct / examples.count }) };
  }

  predict(examples: Examples): Float32Array {
    checkExamples('examples', examples, this.#format);
    const { trainable, moving, weights, average, statistics } = this.#state;
    const tensors = () =>
      new Map<string, tf.Tensor>([
        ...trainable.split(this.#tf, this.#tf.tensor1d(average ?? weights)),
        ...moving.split(this.#tf, this.#tf.tensor1d(statistics)),
      ]);
    const width = elements(inferShapes(this.#answering).get(this.#answering.output)!);
    const all = new Float32Array(examples.count * width);
    const most = evaluationBatch(this.#answering);
    for (let from = 0; from < examples.count; from += most) {
      const count = Math.min(most, examples.count - from);
      const indices = Int32Array.from({ length: count }, (_, i) => from + i);
      const batch = takeBatch(examples, indices, elements(this.#format.input));
      all.set(answers(this.#tf, this.#answering, tensors, batch), from * width);
    }
    return all;
  }

  readState(): State {
    return this.#state.read();
  }

  writeState(state: State): void {
    this.#state.write(state);
  }

  /** Nothing to free: no tensor outlives a call. */
  dispose(): void {}
}

/** 1 for every number of a weight that decays, in the order of the state's vectors; else 0. */
function decaysOf(network: Network, moved: ReadonlySet<string>): Float32Array {
  const trainable = weightSpecs(network).filter((spec) => spec.trainable);
  const decays = trainable.flatMap(({ name, shape, decay }) =>
    Array<number>(elements(shape)).fill(decay && moved.has(name.slice(0, name.lastIndexOf('/'))) ? 1 : 0),
  );
  return Float32Array.from(decays);
}
