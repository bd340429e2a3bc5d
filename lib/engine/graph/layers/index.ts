import type { Layer, LayerOp } from '../../../network/network.ts';
import type { LayerWriter } from '../writer.ts';
import { activation } from './activation.ts';
import { conv2d, dense, depthwiseConv2d } from './convolution.ts';
import { add, concat, scale } from './merging.ts';
import { batchNorm, flatten, zero } from './pointwise.ts';
import { avgPool, globalAvgPool, maxPool } from './pooling.ts';

const writers: { readonly [O in LayerOp]: LayerWriter<O> } = {
  conv2d,
  depthwiseConv2d,
  batchNorm,
  activation,
  maxPool,
  avgPool,
  globalAvgPool,
  flatten,
  dense,
  add,
  scale,
  concat,
  zero,
};

/** The writer of a layer's graph operations. */
export const writerOf = (layer: Layer): LayerWriter => writers[layer.op] as LayerWriter;
