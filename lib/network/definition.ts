import type { Layer, LayerOp, Shape } from './network.ts';

export type Initialiser =
  | 'heNormal'
  | 'glorotUniform'
  | 'smallUniform'
  | 'orthogonal'
  | 'forgetGate'
  | 'focalPrior'
  | 'zeros'
  | 'ones';

/** A weight of a layer, named relative to its node. */
export interface WeightDefinition {
  readonly name: string;
  readonly shape: Shape;
  readonly initialiser: Initialiser;
  readonly fanIn: number;
  readonly fanOut: number;
  /** False for moving statistics. */
  readonly trainable: boolean;
  /** Whether weight decay applies: kernels only. */
  readonly decay: boolean;
}

/** All that is known of one kind of layer without running it. A new layer is one more of these. */
export interface LayerDefinition<O extends LayerOp = LayerOp> {
  /** Output shape. @throws Error with the reason when the inputs do not fit. */
  shape(layer: LayerOf<O>, inputs: readonly Shape[]): Shape;
  weights(layer: LayerOf<O>, inputs: readonly Shape[]): readonly WeightDefinition[];
  /** Multiply-accumulates of one forward pass of one example. */
  macs(layer: LayerOf<O>, inputs: readonly Shape[], output: Shape): number;
  /** What a drawing says, e.g. `conv 3x3, 16`. */
  label(layer: LayerOf<O>): string;
  /**
   * The ONNX operator that it becomes, e.g. `Conv`, or several in a row, joined by `+`; without the transpositions that a
   * change of data layout takes. https://onnx.ai/onnx/operators
   */
  readonly onnx: string | ((layer: LayerOf<O>) => string);
}

export type LayerOf<O extends LayerOp> = Extract<Layer, { readonly op: O }>;

export const elements = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);
