import type * as tf from '@tensorflow/tfjs';
import type { LayerOf } from '../../../network/definition.ts';
import type { LayerOp } from '../../../network/network.ts';
import type { Tfjs } from '../ops/forward.ts';

export type Symbolic = tf.SymbolicTensor;

/** What a layer's stock is made with. */
export interface StockContext {
  readonly tf: Tfjs;
  /** The node's. The layer that gives the output bears it, others have names that begin with it. */
  readonly id: string;
  /** A weight of the node by its name within the node; it lives until the model is built. */
  weight(name: string): tf.Tensor;
}

/** Applies a layer, made of tfjs' own layers, which get the node's weights. */
export type Stock<O extends LayerOp = LayerOp> = (
  layer: LayerOf<O>,
  inputs: readonly Symbolic[],
  context: StockContext,
) => Symbolic;

export const apply = (layer: tf.layers.Layer, inputs: Symbolic | Symbolic[]): Symbolic =>
  layer.apply(inputs) as Symbolic;

/** Shape without the batch axis. */
export const inner = (x: Symbolic): number[] => x.shape.slice(1) as number[];
