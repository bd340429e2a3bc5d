import type { Network, Shape } from '../../../network/network.ts';
import type { Batch } from '../batch.ts';
import type { GraphBuilder } from '../builder.ts';

export interface LossContext {
  readonly graph: GraphBuilder;
  readonly network: Network;
  /** Shape of the network's output. */
  readonly output: Shape;
  /** Examples in the batch; -1 for any number. */
  readonly batch: number;
  /** Label smoothing; 0 in inference. */
  readonly smoothing: number;
}

export interface WrittenLoss {
  /** Loss of each example, `[batch]`. */
  readonly losses: string;
  /** Gradient of each example's loss with respect to its output, of the output's shape. */
  readonly gradients: string;
}

/** Writes the loss of one task. `output` is the tensor of the network's outputs, batch axis first. */
export type LossWriter = (context: LossContext, output: string, batch: Batch) => WrittenLoss;
