import type * as tf from '@tensorflow/tfjs';
import type { Network } from '../../network/network.ts';
import type { Tfjs } from './ops/forward.ts';
import { forwardOf } from './ops/index.ts';

export interface ForwardOptions {
  readonly training: boolean;
  /** Every weight by name. */
  readonly weights: ReadonlyMap<string, tf.Tensor>;
  /** Takes what the batch shows of a moving statistic; called in training only. */
  readonly observe?: (name: string, values: Float32Array) => void;
}

/** Logits `[batch, classes]` of a batch `[batch, ...input]`. Call inside `tf.tidy`: everything in between is left to it. */
export function forward(
  tf: Tfjs,
  network: Network,
  batch: tf.Tensor,
  { training, weights, observe }: ForwardOptions,
): tf.Tensor2D {
  const outputs = new Map([['input', batch]]);
  for (const { id, layer, inputs } of network.nodes) {
    const node = {
      tf,
      training,
      weight: (name: string) => weights.get(`${id}/${name}`)!,
      observe: (name: string, values: Float32Array) => observe?.(`${id}/${name}`, values),
    };
    outputs.set(
      id,
      forwardOf(layer)(
        layer as never,
        inputs.map((input) => outputs.get(input)!),
        node,
      ),
    );
  }
  return outputs.get(network.output) as tf.Tensor2D;
}
