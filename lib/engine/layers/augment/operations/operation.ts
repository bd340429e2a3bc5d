import type { ImageShape } from '../../../augment/problem.ts';

export interface OperationInput {
  /** Bytes as floats, `height x width x channels`. */
  readonly image: Float32Array;
  readonly shape: ImageShape;
  /** Of the image's variant, as a float. */
  readonly amount: number;
  /** Source maps of the variants that move pixels. */
  readonly maps: readonly Int32Array[];
}

/** Applies one operation of RandAugment. Returns whole bytes again, in steps that round as the graph's do. */
export type ImageOperation = (input: OperationInput) => Float32Array;
