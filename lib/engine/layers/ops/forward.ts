import type * as tf from '@tensorflow/tfjs';
import type { LayerOf } from '../../../network/definition.ts';
import type { LayerOp } from '../../../network/network.ts';
import type { DropRates } from '../../drop-rates.ts';
import type { StepRandom } from '../random.ts';

export type Tfjs = typeof import('@tensorflow/tfjs');

/** What a layer may use beside its inputs. */
export interface NodeContext {
  readonly tf: Tfjs;
  /** Batch norm normalises with the batch's statistics in training, with the moving ones in inference. */
  readonly training: boolean;
  /** The step's random numbers; absent in inference. */
  readonly random?: StepRandom | undefined;
  /** Absent in inference. */
  readonly rates?: DropRates | undefined;
  /** A weight of this node by its name within the node, e.g. `kernel`. */
  weight(name: string): tf.Tensor;
  /** Takes what a batch shows of a moving statistic of this node. */
  observe(name: string, values: Float32Array): void;
}

/** A layer as tfjs operations: differentiable, batch axis first. */
export type Forward<O extends LayerOp = LayerOp> = (
  layer: LayerOf<O>,
  inputs: readonly tf.Tensor[],
  node: NodeContext,
) => tf.Tensor;
