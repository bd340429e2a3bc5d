/**
 * The one description of a network: a directed acyclic graph of typed layers.
 *
 * Everything else derives from it: counts, the training graph, the tfjs LayersModel, exports and drawings.
 * Layouts are TensorFlow's: activations [height, width, channels] (the batch axis is left out), kernels HWIO,
 * depthwise kernels HWI1. Every convolution and pooling pads `same`.
 */

/** A tensor shape without the batch axis: `[height, width, channels]`, `[length, channels]` or `[features]`. */
export type Shape = readonly number[];

export type ActivationName =
  | 'relu'
  | 'relu6'
  /** Slope 0.2 below zero (Keras' default). */
  | 'leakyRelu'
  | 'elu'
  | 'selu'
  /** x sigmoid(x), also called SiLU. */
  | 'swish'
  | 'hardSwish'
  /** x Phi(x), exact. */
  | 'gelu'
  | 'mish'
  | 'softplus'
  | 'sigmoid'
  | 'hardSigmoid'
  | 'tanh'
  /** Over the last axis. */
  | 'softmax';

export type Layer =
  | {
      readonly op: 'conv2d';
      readonly filters: number;
      /** A number means a square; else height and width. */
      readonly kernel: number | readonly [height: number, width: number];
      readonly stride: number;
      readonly bias: boolean;
      /** Distance of neighbouring taps, 1 where absent. */
      readonly dilation?: number;
      /** Each output channel sees its group's share of the input channels only; 1 where absent. Kernel `[kh, kw, in / groups, out]`. */
      readonly groups?: number;
      /** The bias begins at the logit of 0.01, so that the few boxes of a detector are not drowned (arXiv:1708.02002, 4.1). */
      readonly focalPrior?: boolean;
    }
  | {
      readonly op: 'depthwiseConv2d';
      readonly kernel: number;
      /** 1 or equal to the dilation, where there is one. */
      readonly stride: number;
      readonly bias: boolean;
      /** Distance of neighbouring taps, 1 where absent. */
      readonly dilation?: number;
    }
  /** Output is the input's height and width times the stride. Kernel `[kh, kw, out, in]`. */
  | {
      readonly op: 'transposedConv2d';
      readonly filters: number;
      readonly kernel: number;
      readonly stride: number;
      readonly bias: boolean;
    }
  /** Over all axes but the last: shapes `[features]`, `[length, channels]` or `[height, width, channels]`. */
  | { readonly op: 'batchNorm' }
  /** Over the last axis. */
  | { readonly op: 'layerNorm' }
  /** Over all positions and each group of channels (arXiv:1803.08494): images and sequences. */
  | { readonly op: 'groupNorm'; readonly groups: number }
  | { readonly op: 'activation'; readonly fn: ActivationName }
  | { readonly op: 'maxPool'; readonly kernel: number; readonly stride: number }
  /** Mean over the part of the window that lies inside the image. */
  | { readonly op: 'avgPool'; readonly kernel: number; readonly stride: number }
  /** Mean over height and width: `[h, w, c]` to `[c]`. */
  | { readonly op: 'globalAvgPool' }
  /** Largest over height and width: `[h, w, c]` to `[c]`. */
  | { readonly op: 'globalMaxPool' }
  | { readonly op: 'flatten' }
  | { readonly op: 'reshape'; readonly shape: Shape }
  /** Along the last axis of any shape. */
  | {
      readonly op: 'dense';
      readonly units: number;
      readonly bias: boolean;
      /** As of `conv2d`. */
      readonly focalPrior?: boolean;
    }
  /** Sum of two or more tensors of one shape. */
  | { readonly op: 'add' }
  /** `[h, w, c]` scaled by a gate `[c]` (squeeze-excite): inputs are [tensor, gate]. */
  | { readonly op: 'scale' }
  /** Product of two tensors of one shape, element by element. */
  | { readonly op: 'multiply' }
  /** Joins along an axis, counted without the batch; along channels, the last, where absent. */
  | { readonly op: 'concat'; readonly axis?: number }
  /** An image of another size, by a whole factor for `nearest`; pixels have their centres at half numbers. */
  | { readonly op: 'resize'; readonly factor: number; readonly method: 'nearest' | 'bilinear' }
  /** Zeros around an image. */
  | {
      readonly op: 'pad';
      readonly top: number;
      readonly bottom: number;
      readonly left: number;
      readonly right: number;
    }
  /** `size` channels, counted along the last axis, the first of which is `from`. */
  | { readonly op: 'slice'; readonly from: number; readonly size: number }
  /** Channels `[groups, n]` in the order `[n, groups]`: ShuffleNet, arXiv:1707.01083. */
  | { readonly op: 'channelShuffle'; readonly groups: number }
  /** Token numbers `[length]` to vectors `[length, size]`. Token 0 is padding and has a vector like any other. */
  | { readonly op: 'embedding'; readonly vocabulary: number; readonly size: number }
  /** `[length, channels]` plus a learned vector of each position. */
  | { readonly op: 'positions' }
  /** Token numbers `[length]` to 1 where there is a token and 0 where there is padding. */
  | { readonly op: 'mask' }
  /** Over `[length, channels]`; kernel `[kernel, in, out]`. */
  | {
      readonly op: 'conv1d';
      readonly filters: number;
      readonly kernel: number;
      /** 1 where there is a dilation. */
      readonly stride: number;
      readonly bias: boolean;
      /** Distance of neighbouring taps, 1 where absent. */
      readonly dilation?: number;
    }
  /**
   * Long short-term memory (Hochreiter and Schmidhuber 1997) with Keras' gates, in the order input, forget, cell, output.
   * Inputs are [`[length, channels]`, mask `[length]`]; at a masked position the state stays as it is. Gives the output at
   * every position, `[length, units]`, or the last one, `[units]`.
   */
  | {
      readonly op: 'lstm';
      readonly units: number;
      readonly sequence: boolean;
      /** Reads from the end to the beginning; outputs stand at the positions of their inputs all the same. */
      readonly reverse?: boolean;
    }
  /**
   * Gated recurrent unit (arXiv:1406.1078) as Keras' with `reset_after`, gates in the order update, reset, candidate.
   * Otherwise as `lstm`.
   */
  | { readonly op: 'gru'; readonly units: number; readonly sequence: boolean; readonly reverse?: boolean }
  /**
   * Multi-head self-attention (arXiv:1706.03762) with projections of queries, keys, values and output, all with bias.
   * Inputs are [`[length, channels]`, mask `[length]`]; masked positions are not attended to, later ones neither where it
   * is causal. `size` channels a head.
   */
  | { readonly op: 'attention'; readonly heads: number; readonly size: number; readonly causal?: boolean }
  /** Over the positions that are not masked: inputs are [`[length, channels]`, mask `[length]`], output `[channels]`. */
  | { readonly op: 'sequencePool'; readonly mode: 'mean' | 'max' }
  /** In training, sets numbers or whole tokens to zero at the recipe's rate and scales up the rest (inverted dropout). */
  | { readonly op: 'dropout'; readonly of: 'features' | 'tokens' }
  /** In training, leaves out the branch for whole examples, at this share of the recipe's rate (arXiv:1603.09382). */
  | { readonly op: 'dropPath'; readonly share: number }
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
  /**
   * Id of the node that gives the logits `[classes]`, a number `[1]` (regression) or, for detection,
   * `[locations, 4 + 1 + classes]`: at each location the distances to the box's left, top, right and bottom as logarithms
   * of multiples of the stride, the centre-ness logit and the class logits.
   */
  readonly output: string;
  /** Id of the node that gives an auxiliary classifier's logits. Trained beside the output, absent in inference. */
  readonly auxiliary?: string;
  /**
   * Detection: strides of the levels whose locations the output lists, level by level, row by row. A level of stride s on
   * an input of height h and width w has ceil(h / s) x ceil(w / s) locations, centred on s (i + 1/2).
   */
  readonly strides?: readonly number[];
}

/** Of batch norm, in every engine: Keras' default. */
export const BATCH_NORM = { epsilon: 1e-3 } as const;

/** Of layer norm, as transformers use it. */
export const LAYER_NORM = { epsilon: 1e-6 } as const;

/** Of group norm: Keras' default. */
export const GROUP_NORM = { epsilon: 1e-3 } as const;

/** Of leaky ReLU: Keras' default. */
export const LEAKY_SLOPE = 0.2;

/** By how much the score of a masked position is lowered, so that its softmax is 0 (Keras' for float32). */
export const MASKED = 1e9;
