import type { ImageShape } from '../../../augment/problem.ts';
import type { GraphBuilder } from '../../builder.ts';

/** Images that one operation is applied to; their number is known only when the graph runs, and may be 0. */
export interface OperationContext {
  readonly graph: GraphBuilder;
  /** Bytes as floats, `[n, height, width, channels]`. */
  readonly images: string;
  readonly shape: ImageShape;
  /** The amount of each image's variant, float `[n, 1, 1, 1]`. */
  readonly amounts: string;
  /** Source maps of the variants that move pixels, int32 `[maps, height x width]`. */
  readonly maps: string;
}

/** Writes one operation of RandAugment. Returns images of whole bytes again. */
export type OperationWriter = (context: OperationContext) => string;
