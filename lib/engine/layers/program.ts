import type * as tf from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import { BATCH_NORM } from '../../network/network.ts';
import { inferShapes } from '../../network/shapes.ts';
import { weightSpecs } from '../../network/weights.ts';
import type { CompileOptions, Evaluation, Examples, Program, State, StepMetrics } from '../engine.ts';
import { type Batch, takeBatch } from './batches.ts';
import { forward } from './forward.ts';
import { reachedByGradient } from './gradients.ts';
import { crossEntropy, type Loss } from './loss.ts';
import type { Tfjs } from './ops/forward.ts';
import { createOptimiser, type Optimiser } from './optimiser.ts';
import { type Packing, packing } from './packing.ts';
import { checkState } from './state.ts';
import { valuesOf } from './values.ts';

/** Examples of one evaluation call; bounds the memory of its activations. */
const EVALUATION_BATCH = 250;

/** A network trained by tfjs operations. Between calls it holds plain arrays and no tensor. */
export class LayersProgram implements Program {
  readonly #tf: Tfjs;
  readonly #options: Omit<CompileOptions, 'weights'>;
  readonly #classes: number;
  readonly #optimiser: Optimiser;
  readonly #trainable: Packing;
  readonly #moving: Packing;
  readonly #sizes: ReadonlyMap<string, number>;
  #weights!: Float32Array;
  #statistics!: Float32Array;
  #slots!: readonly Float32Array[];
  #steps!: number;

  constructor(tf: Tfjs, { weights, ...options }: CompileOptions) {
    const { network, recipe } = options;
    const specs = weightSpecs(network);
    const trainable = specs.filter((spec) => spec.trainable);
    const reached = reachedByGradient(network);
    const decays = trainable.flatMap(({ name, shape, decay }) =>
      Array<number>(elements(shape)).fill(decay && reached.has(name.slice(0, name.lastIndexOf('/'))) ? 1 : 0),
    );
    this.#tf = tf;
    this.#options = options;
    this.#classes = inferShapes(network).get(network.output)![0]!;
    this.#optimiser = createOptimiser(recipe, Float32Array.from(decays));
    this.#trainable = packing(trainable);
    this.#moving = packing(specs.filter((spec) => !spec.trainable));
    const slots = this.#optimiser.slots.flatMap((slot) =>
      trainable.map((spec) => ({ ...spec, name: `${slot}/${spec.name}` })),
    );
    this.#sizes = new Map([
      ...[...specs, ...slots].map(({ name, shape }) => [name, elements(shape)] as const),
      ...(recipe.optimiser === 'adamw' ? [['step', 1] as const] : []),
    ]);
    const start = [...this.#sizes].filter(([name]) => !specs.some((spec) => spec.name === name));
    this.writeState(new Map([...start.map(([name, size]) => [name, new Float32Array(size)] as const), ...weights]));
  }

  step(indices: Int32Array, _seed: number, learningRate: number): StepMetrics {
    const { network, recipe, train } = this.#options;
    if (indices.length !== recipe.batchSize) {
      throw new RangeError(`indices: got ${indices.length}; allowed: exactly batchSize, ${recipe.batchSize}`);
    }
    const { loss, correct, gradient, observed } = this.#differentiate(
      takeBatch(train, indices, elements(network.input)),
    );
    this.#steps++;
    this.#optimiser.update(this.#weights, gradient, this.#slots, learningRate, this.#steps);
    for (const [name, values] of observed) average(this.#moving.view(this.#statistics, name), values);
    return { loss: loss / indices.length, correct };
  }

  evaluate(examples: Examples): Evaluation {
    const size = elements(this.#options.network.input);
    let loss = 0;
    let correct = 0;
    for (let from = 0; from < examples.count; from += EVALUATION_BATCH) {
      const count = Math.min(EVALUATION_BATCH, examples.count - from);
      const batch = takeBatch(
        examples,
        Int32Array.from({ length: count }, (_, i) => from + i),
        size,
      );
      const part = this.#infer(batch);
      loss += part.loss;
      correct += part.correct;
    }
    return { loss: loss / examples.count, accuracy: correct / examples.count };
  }

  readState(): State {
    const { slots } = this.#optimiser;
    const values = new Map([
      ...this.#trainable.unpack(this.#weights),
      ...this.#moving.unpack(this.#statistics),
      ...this.#slots.flatMap((vector, i) => this.#trainable.unpack(vector, `${slots[i]}/`)),
      ['step', Float32Array.of(this.#steps)],
    ]);
    return new Map([...this.#sizes.keys()].map((name) => [name, values.get(name)!]));
  }

  writeState(state: State): void {
    checkState(state, this.#sizes);
    this.#weights = this.#trainable.pack(state);
    this.#statistics = this.#moving.pack(state);
    this.#slots = this.#optimiser.slots.map((slot) => this.#trainable.pack(state, `${slot}/`));
    this.#steps = state.get('step')?.[0] ?? 0;
  }

  /** Nothing to free: no tensor outlives a call. */
  dispose(): void {}

  /** Loss, gradient of its mean with respect to the weights, and the batch's statistics. */
  #differentiate(batch: Batch) {
    const tf = this.#tf;
    const { network, recipe } = this.#options;
    const observed: [string, Float32Array][] = [];
    let loss!: Loss;
    const mean = (vector: tf.Tensor1D): tf.Scalar => {
      const weights = new Map(this.#trainable.split(tf, vector));
      const observe = (name: string, values: Float32Array) => observed.push([name, values]);
      const logits = forward(tf, network, this.#images(batch), { training: true, weights, observe });
      return tf.customGrad((x) => {
        const values = (x as tf.Tensor).dataSync<'float32'>();
        loss = crossEntropy(values, batch.labels, this.#classes, recipe.labelSmoothing);
        const share = loss.gradient.map((value) => value / batch.labels.length);
        return { value: tf.scalar(loss.loss), gradFunc: () => tf.tensor(share, logits.shape) };
      })(logits) as tf.Scalar;
    };
    const differentiate = tf.grad(mean as (x: tf.Tensor) => tf.Tensor);
    const gradient = valuesOf(tf, () => differentiate(tf.tensor1d(this.#weights)));
    return { ...loss, gradient, observed };
  }

  #infer(batch: Batch): Loss {
    const tf = this.#tf;
    const logits = valuesOf(tf, () => {
      const weights = new Map([
        ...this.#trainable.split(tf, tf.tensor1d(this.#weights)),
        ...this.#moving.split(tf, tf.tensor1d(this.#statistics)),
      ]);
      const { network } = this.#options;
      return forward(tf, network, this.#images(batch), { training: false, weights });
    });
    return crossEntropy(logits, batch.labels, this.#classes, 0);
  }

  #images({ features, labels }: Batch): tf.Tensor {
    return this.#tf.tensor(features, [labels.length, ...this.#options.network.input]);
  }
}

/** moving = moving momentum + batch (1 - momentum), in place. */
function average(moving: Float32Array, batch: Float32Array): void {
  for (const [i, value] of batch.entries()) {
    moving[i] = moving[i]! * BATCH_NORM.momentum + value * (1 - BATCH_NORM.momentum);
  }
}
