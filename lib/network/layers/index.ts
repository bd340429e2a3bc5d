import type { LayerDefinition } from '../definition.ts';
import type { Layer, LayerOp } from '../network.ts';
import { conv2d, dense, depthwiseConv2d } from './convolution.ts';
import { add, concat, scale } from './merging.ts';
import { activation, batchNorm, flatten, zero } from './pointwise.ts';
import { avgPool, globalAvgPool, maxPool } from './pooling.ts';

const definitions: { readonly [O in LayerOp]: LayerDefinition<O> } = {
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

/** Every layer there is. */
export const layerOps = Object.keys(definitions) as readonly LayerOp[];

/** What is known of a layer. */
export const definitionOf = (layer: Layer): LayerDefinition => definitions[layer.op] as LayerDefinition;
