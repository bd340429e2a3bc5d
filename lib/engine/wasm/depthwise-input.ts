import type * as tf from '@tensorflow/tfjs';
import type { Heap } from './heap.ts';
import type { Kernel } from './kernel.ts';
import { convolveBack } from './transposed.ts';
import { windows } from './window.ts';

/**
 * Gradient of a depthwise convolution with respect to its images; a filter of one tap for every channel, `[kh, kw, c, 1]`.
 * tfjs has no such kernel for wasm.
 */
export const depthwiseInputGradient: Kernel<
  { readonly dy: tf.TensorInfo; readonly filter: tf.TensorInfo },
  tf.DepthwiseConv2dNativeBackpropInputAttrs
> = {
  name: 'DepthwiseConv2dNativeBackpropInput',
  run(heap, { dy, filter }, { inputShape, ...attributes }) {
    const turned = turn(heap, filter);
    const seen = windows(inputShape, filter.shape, attributes);
    const gradient = convolveBack(heap, 'DepthwiseConv2dNative', dy, turned, seen);
    heap.free(turned);
    return gradient;
  },
};

/** The taps in reverse order. */
function turn(heap: Heap, filter: tf.TensorInfo): tf.TensorInfo {
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  if (multiplier !== 1) throw new Error(`wasm: channel multiplier ${multiplier}; allowed: 1`);
  const turned = heap.make(filter.shape);
  const [from, to] = [heap.view(filter), heap.view(turned)];
  const taps = height * width;
  for (let tap = 0; tap < taps; tap++) {
    for (let c = 0; c < channels; c++) to[(taps - 1 - tap) * channels + c] = from[tap * channels + c]!;
  }
  return turned;
}
