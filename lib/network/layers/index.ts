import type { LayerDefinition } from '../definition.ts';
import type { Layer, LayerOp } from '../network.ts';
import { attention } from './attention.ts';
import { conv1d } from './conv1d.ts';
import { conv2d, depthwiseConv2d, transposedConv2d } from './convolution.ts';
import { dense } from './dense.ts';
import { dropout, dropPath } from './dropout.ts';
import { embedding, mask, positions } from './embedding.ts';
import { add, concat, multiply, scale } from './merging.ts';
import { batchNorm, groupNorm, layerNorm } from './normalisation.ts';
import { activation, zero } from './pointwise.ts';
import { avgPool, globalAvgPool, globalMaxPool, maxPool } from './pooling.ts';
import { gru, lstm } from './recurrent.ts';
import { sequencePool } from './sequence-pool.ts';
import { channelShuffle, flatten, pad, reshape, resize, slice } from './shaping.ts';

const definitions: { readonly [O in LayerOp]: LayerDefinition<O> } = {
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
  dropout,
  dropPath,
  zero,
};

/** Every layer there is. */
export const layerOps = Object.keys(definitions) as readonly LayerOp[];

/** What is known of a layer. */
export const definitionOf = (layer: Layer): LayerDefinition => definitions[layer.op] as LayerDefinition;

/** The ONNX operators that a layer becomes; see LayerDefinition. */
export function onnxOf(layer: Layer): string {
  const { onnx } = definitionOf(layer);
  return typeof onnx === 'string' ? onnx : onnx(layer);
}
