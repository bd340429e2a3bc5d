import type { Layer, LayerOp } from '../../../network/network.ts';
import { activation } from './activation.ts';
import { attention } from './attention.ts';
import { batchNorm } from './batch-norm.ts';
import { conv1d } from './conv1d.ts';
import { conv2d, depthwiseConv2d, transposedConv2d } from './convolution.ts';
import { dense } from './dense.ts';
import { dropping } from './dropout.ts';
import { embedding, mask, positions } from './embedding.ts';
import type { Forward } from './forward.ts';
import { add, concat, multiply, scale } from './merging.ts';
import { groupNorm, layerNorm } from './normalisation.ts';
import { avgPool, globalAvgPool, globalMaxPool, maxPool } from './pooling.ts';
import { gruCell, lstmCell, recurrent } from './recurrent.ts';
import { resize } from './resize.ts';
import { sequencePool } from './sequence-pool.ts';
import { channelShuffle, flatten, pad, reshape, slice, zero } from './shaping.ts';

const forwards: { readonly [O in LayerOp]: Forward<O> } = {
  conv2d,
  depthwiseConv2d,
  transposedConv2d,
  batchNorm,
  layerNorm,
  groupNorm,
  activation,
  maxPool,
  avgPool,
  globalAvgPool,
  globalMaxPool,
  flatten,
  reshape,
  dense,
  add,
  scale,
  multiply,
  concat,
  resize,
  pad,
  slice,
  channelShuffle,
  embedding,
  positions,
  mask,
  conv1d,
  lstm: recurrent(lstmCell),
  gru: recurrent(gruCell),
  attention,
  sequencePool,
  dropout: dropping,
  dropPath: dropping,
  zero,
};

/** A layer's tfjs operations. */
export const forwardOf = (layer: Layer): Forward => forwards[layer.op] as Forward;
