import type { Layer, LayerOp } from '../../network/network.ts';
import { activation } from './stock/activation.ts';
import { attention } from './stock/attention.ts';
import { conv1d } from './stock/conv1d.ts';
import { conv2d, depthwiseConv2d, transposedConv2d } from './stock/convolution.ts';
import { dense } from './stock/dense.ts';
import { dropping } from './stock/dropout.ts';
import { embedding, mask, positions } from './stock/embedding.ts';
import { add, concat, multiply, scale } from './stock/merging.ts';
import { batchNorm, groupNorm, layerNorm } from './stock/normalisation.ts';
import { avgPool, globalAvgPool, globalMaxPool, maxPool } from './stock/pooling.ts';
import { gru, lstm } from './stock/recurrent.ts';
import { sequencePool } from './stock/sequence-pool.ts';
import { channelShuffle, flatten, pad, reshape, resize, slice, zero } from './stock/shaping.ts';
import type { Stock } from './stock/stock.ts';

const stocks: { readonly [O in LayerOp]: Stock<O> } = {
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
  lstm,
  gru,
  attention,
  sequencePool,
  dropout: dropping,
  dropPath: dropping,
  zero,
};

/** A layer as tfjs' own layers. */
export const stockOf = (layer: Layer): Stock => stocks[layer.op] as Stock;
