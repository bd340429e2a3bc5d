import type * as tf from '@tensorflow/tfjs';
import type { Heap, Tensors } from './heap.ts';

export interface Convolution {
  readonly dilations?: readonly [number, number];
  /** Zeros before and behind, along height and width. */
  readonly pads: readonly [readonly [number, number], readonly [number, number]];
}

/** A convolution of stride 1 by XNNPACK. Pads are given in numbers: XNNPACK's own `same` is wrong, see same-padding.ts. */
export function convolve(
  heap: Heap,
  kernel: 'Conv2D' | 'DepthwiseConv2dNative',
  inputs: Tensors & { readonly x: tf.TensorInfo; readonly filter: tf.TensorInfo },
  { pads, dilations = [1, 1] }: Convolution,
): tf.TensorInfo {
  const pad = [[0, 0], ...pads, [0, 0]];
  return heap.stock(kernel, inputs, { strides: [1, 1], dilations, pad, dataFormat: 'NHWC' });
}
