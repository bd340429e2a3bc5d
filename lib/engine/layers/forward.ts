import type * as tf from '@tensorflow/tfjs';
import type { Network } from '../../network/network.ts';
import type { DropRates } from '../drop-rates.ts';
import type { Tfjs } from './ops/forward.ts';
import { forwardOf } from './ops/index.ts';
import type { StepRandom } from './random.ts';

export interface ForwardOptions {
  /** Every weight by name. */
  readonly weights: ReadonlyMap<string, tf.Tensor>;
  /** What a training step has beside; absent in inference. */
  readonly step?: {
    readonly random: StepRandom;
    readonly rates: DropRates;
    /** Takes what the batch shows of a moving statistic. */
    readonly observe: (name: string, values: Float32Array) => void;
  };
}

/**
 * Outputs of every node for a batch `[batch, ...input]`, batch axis first. Call inside `tf.tidy`: everything in between is
 * left to it.
 */
export function forward(
  tf: Tfjs,
  network: Network,
  batch: tf.Tensor,
  { weights, step }: ForwardOptions,
): ReadonlyMap<string, tf.Tensor> {
  const outputs = new Map([['input', batch]]);
  for (const { id, layer, inputs } of network.nodes) {
    const node = {
      tf,
      training: step !== undefined,
      random: step?.random,
      rates: step?.rates,
      weight: (name: string) => weights.get(`${id}/${name}`)!,
      observe: (name: string, values: Float32Array) => step?.observe(`${id}/${name}`, values),
    };
    const tensors = inputs.map((input) => outputs.get(input)!);
    outputs.set(id, forwardOf(layer)(layer as never, tensors, node));
  }
  return outputs;
}
