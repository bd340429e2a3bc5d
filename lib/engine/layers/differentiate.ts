import type * as tf from '@tensorflow/tfjs';
import type { Batch } from './batches.ts';
import { forward } from './forward.ts';
import { headsOf, type Objective, type ObjectiveOptions, objective } from './objective.ts';
import type { Tfjs } from './ops/forward.ts';
import type { Packing } from './packing.ts';
import type { StepRandom } from './random.ts';
import { valuesOf } from './values.ts';

export interface Differentiated {
  readonly loss: number;
  /** Of the mean loss, with respect to the weights. */
  readonly gradient: Float32Array;
  /** Values of the network's output. */
  readonly outputs: Float32Array;
  /** What the batch showed of moving statistics. */
  readonly observed: readonly (readonly [string, Float32Array])[];
}

/**
 * One pass forwards and backwards. No tensor is left.
 * @param weights laid out by `trainable`
 * @param taught the teacher's output for the batch
 */
export function differentiate(
  tf: Tfjs,
  options: ObjectiveOptions,
  batch: Batch,
  { trainable, weights }: { readonly trainable: Packing; readonly weights: Float32Array },
  { random, taught }: { readonly random: StepRandom; readonly taught: Float32Array | undefined },
): Differentiated {
  const { network, recipe } = options;
  const heads = headsOf(network);
  const observed: [string, Float32Array][] = [];
  let outputs!: Float32Array;
  let result!: Objective;
  const mean = (vector: tf.Tensor): tf.Tensor => {
    const step = {
      random,
      rates: recipe,
      observe: (name: string, values: Float32Array) => observed.push([name, values]),
    };
    const features = tf.tensor(batch.features, [batch.count, ...network.input]);
    const split = new Map(trainable.split(tf, vector as tf.Tensor1D));
    const nodes = forward(tf, network, features, { weights: split, step });
    const tensors = heads.map((head) => nodes.get(head)!);
    return tf.customGrad((...given) => {
      const values = tensors.map((_, i) => (given[i] as tf.Tensor).dataSync<'float32'>());
      outputs = values[0]!;
      result = objective(options, values, batch, taught);
      const gradFunc = () => result.gradients.map((gradient, i) => tf.tensor(gradient, tensors[i]!.shape));
      return { value: tf.scalar(result.loss), gradFunc };
    })(...tensors);
  };
  const gradient = valuesOf(tf, () => tf.grad(mean)(tf.tensor1d(weights)));
  return { loss: result.loss, gradient, outputs, observed };
}
