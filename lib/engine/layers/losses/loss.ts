import type { Network, Shape } from '../../../network/network.ts';
import type { Labels } from '../batches.ts';

export interface LossContext {
  readonly network: Network;
  /** Shape of the network's output. */
  readonly output: Shape;
  /** Label smoothing; 0 in inference. */
  readonly smoothing: number;
}

export interface Loss {
  /** Sum over the examples. */
  readonly loss: number;
  /** Gradient of the sum with respect to the outputs. */
  readonly gradient: Float32Array;
}

/** The loss of one task. `outputs` are the network's, `count x output shape`. */
export type LossFunction = (context: LossContext, outputs: Float32Array, labels: Labels) => Loss;
