import type * as tf from '@tensorflow/tfjs';
import { dilate } from '../ops/dilate.ts';
import { channels } from './shaping.ts';
import { apply, inner, type Stock, type StockContext, type Symbolic } from './stock.ts';

interface Filter {
  readonly name: string;
  readonly stride: number;
  readonly dilation: number;
  readonly kernel: tf.Tensor4D;
  readonly bias: tf.Tensor | undefined;
}

/** tfjs does not dilate where there is a stride: then the kernel has zeros between its taps. */
function convolve({ tf }: StockContext, x: Symbolic, { name, stride, dilation, kernel, bias }: Filter): Symbolic {
  const spread = stride > 1 ? dilate(tf, kernel, dilation) : kernel;
  const [height, width, , filters] = spread.shape;
  const layer = tf.layers.conv2d({
    name,
    filters,
    kernelSize: [height, width],
    strides: stride,
    dilationRate: stride > 1 ? 1 : dilation,
    padding: 'same',
    useBias: bias !== undefined,
    weights: [spread, ...(bias ? [bias] : [])],
  });
  return apply(layer, x);
}

/** tfjs has no groups: a convolution of its own for each. */
export const conv2d: Stock<'conv2d'> = ({ stride, bias: hasBias, dilation = 1, groups = 1 }, [x], context) => {
  const { tf, id, weight } = context;
  const kernel = weight('kernel') as tf.Tensor4D;
  const bias = hasBias ? weight('bias') : undefined;
  if (groups === 1) return convolve(context, x!, { name: id, stride, dilation, kernel, bias });
  const kernels = tf.split<tf.Tensor4D>(kernel, groups, -1);
  const biases = bias && tf.split(bias, groups);
  const members = inner(x!).at(-1)! / groups;
  const parts = kernels.map((kernel, group) => {
    const name = `${id}/group${group}`;
    const part = channels({ ...context, id: `${name}/channels` }, x!, group * members, members);
    return convolve(context, part, { name, stride, dilation, kernel, bias: biases?.[group] });
  });
  return apply(tf.layers.concatenate({ name: id, axis: -1 }), parts);
};

/** tfjs' own layer takes a dilation and ignores it: the kernel has zeros between its taps. */
export const depthwiseConv2d: Stock<'depthwiseConv2d'> = ({ stride, bias, dilation = 1 }, [x], { tf, id, weight }) => {
  const kernel = dilate(tf, weight('kernel') as tf.Tensor4D, dilation);
  const layer = tf.layers.depthwiseConv2d({
    name: id,
    kernelSize: kernel.shape[0],
    strides: stride,
    padding: 'same',
    useBias: bias,
    weights: [kernel, ...(bias ? [weight('bias')] : [])],
  });
  return apply(layer, x!);
};

export const transposedConv2d: Stock<'transposedConv2d'> = (layer, [x], { tf, id, weight }) => {
  const { filters, kernel, stride, bias } = layer;
  const transposed = tf.layers.conv2dTranspose({
    name: id,
    filters,
    kernelSize: kernel,
    strides: stride,
    padding: 'same',
    useBias: bias,
    weights: [weight('kernel'), ...(bias ? [weight('bias')] : [])],
  });
  return apply(transposed, x!);
};
