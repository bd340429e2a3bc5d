import type { Layer, LayerOp } from '../../../network/network.ts';
import { activation } from './activation.ts';
import { batchNorm } from './batch-norm.ts';
import { conv2d, dense, depthwiseConv2d } from './convolution.ts';
import type { Forward } from './forward.ts';
import { add, concat, flatten, scale, zero } from './merging.ts';
import { avgPool, globalAvgPool, maxPool } from './pooling.ts';

const forwards: { readonly [O in LayerOp]: Forward<O> } = {
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

/** A layer's tfjs operations. */
export const forwardOf = (layer: Layer): Forward => forwards[layer.op] as Forward;
