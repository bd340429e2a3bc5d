/**
 * The one description of a network: a directed acyclic graph of typed layers.
 *
 * Everything else derives from it: counts, the training graph, the tfjs LayersModel, exports and drawings.
 * Layouts are TensorFlow's: activations [height, width, channels] (the batch axis is left out), kernels HWIO,
 * depthwise kernels HWI1. Every convolution and pooling pads `same`.
 */

/** A tensor shape without the batch axis: `[height, width, channels]` or `[features]`. */
export type Shape = readonly number[];

export type ActivationName = 'relu' | 'relu6' | 'hardSwish' | 'swish' | 'sigmoid' | 'hardSigmoid';

export type Layer =
  | {
      readonly op: 'conv2d';
      readonly filters: number;
      readonly kernel: number;
      readonly stride: number;
      readonly bias: boolean;
    }
  | { readonly op: 'depthwiseConv2d'; readonly kernel: number; readonly stride: number; readonly bias: boolean }
  | { readonly op: 'batchNorm' }
  | { readonly op: 'activation'; readonly fn: ActivationName }
  | { readonly op: 'maxPool'; readonly kernel: number; readonly stride: number }
  /** Mean over the part of the window that lies inside the image. */
  | { readonly op: 'avgPool'; readonly kernel: number; readonly stride: number }
  /** Mean over height and width: `[h, w, c]` to `[c]`. */
  | { readonly op: 'globalAvgPool' }
  | { readonly op: 'flatten' }
  | { readonly op: 'dense'; readonly units: number; readonly bias: boolean }
  /** Sum of two or more tensors of one shape. */
  | { readonly op: 'add' }
  /** `[h, w, c]` scaled by a gate `[c]` (squeeze-excite): inputs are [tensor, gate]. */
  | { readonly op: 'scale' }
  /** Joins along channels. */
  | { readonly op: 'concat' }
  /** Zeros of the input's shape: the `none` operation of a cell. No gradient flows through it. */
  | { readonly op: 'zero' };

export type LayerOp = Layer['op'];

export interface NetworkNode {
  /** Unique; `input` is reserved for the network's input. Weights are named `${id}/${weight}`. */
  readonly id: string;
  readonly layer: Layer;
  /** Ids of earlier nodes, or `input`. Nodes are listed in topological order. */
  readonly inputs: readonly string[];
}

export interface Network {
  readonly input: Shape;
  readonly nodes: readonly NetworkNode[];
  /** Id of the node that gives the logits, shape `[classes]`. */
  readonly output: string;
}

/** Batch norm constants shared by every engine (Keras' defaults). */
export const BATCH_NORM = { momentum: 0.99, epsilon: 1e-3 } as const;
