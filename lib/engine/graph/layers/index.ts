import type { Layer, LayerOp } from '../../../network/network.ts';
import type { LayerWriter } from '../writer.ts';
import { activation } from './activation.ts';
import { attention } from './attention.ts';
import { batchNorm } from './batch-norm.ts';
import { conv1d } from './conv1d.ts';
import { transposedConv2d } from './convolution.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwise.ts';
import { dropping } from './dropout.ts';
import { embedding, mask, positions } from './embedding.ts';
import { groupNorm } from './group-norm.ts';
import { layerNorm } from './layer-norm.ts';
import { add, concat, multiply, scale } from './merging.ts';
import { avgPool, globalAvgPool, globalMaxPool, maxPool } from './pooling.ts';
import { gru } from './recurrent/gru.ts';
import { lstm } from './recurrent/lstm.ts';
import { recurrent } from './recurrent/recurrent.ts';
import { resize } from './resize.ts';
import { sequencePool } from './sequence-pool.ts';
import { channelShuffle, flatten, pad, reshape, slice, zero } from './shaping.ts';
import { conv2d } from './strided-pointwise.ts';

const writers: { readonly [O in LayerOp]: LayerWriter<O> } = {
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
  lstm: recurrent(lstm),
  gru: recurrent(gru),
  attention,
  sequencePool,
  dropout: dropping,
  dropPath: dropping,
  zero,
};

/** The writer of a layer's graph operations. */
export const writerOf = (layer: Layer): LayerWriter => writers[layer.op] as LayerWriter;
