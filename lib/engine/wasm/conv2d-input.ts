import type * as tf from '@tensorflow/tfjs';
import type { Heap } from './heap.ts';
import type { Kernel } from './kernel.ts';
import { convolveBack } from './transposed.ts';
import { windows } from './window.ts';

/** Gradient of a convolution with respect to its images. tfjs' own kernel for wasm is a scalar loop. */
export const conv2dInputGradient: Kernel<
  { readonly dy: tf.TensorInfo; readonly filter: tf.TensorInfo },
  tf.Conv2DBackpropInputAttrs
> = {
  name: 'Conv2DBackpropInput',
  run(heap, { dy, filter }, { inputShape, ...attributes }) {
    const turned = turn(heap, filter);
    const gradient = convolveBack(heap, 'Conv2D', dy, turned, windows(inputShape, filter.shape, attributes));
    heap.free(turned);
    return gradient;
  },
};

/** `[kh, kw, in, out]` to `[kh, kw, out, in]`, the taps in reverse order. */
function turn(heap: Heap, filter: tf.TensorInfo): tf.TensorInfo {
  const [height, width, channels, filters] = filter.shape as [number, number, number, number];
  const turned = heap.make([height, width, filters, channels]);
  const [from, to] = [heap.view(filter), heap.view(turned)];
  const taps = height * width;
  const size = channels * filters;
  for (let tap = 0; tap < taps; tap++) {
    const start = (taps - 1 - tap) * size;
    for (let o = 0; o < filters; o++) {
      for (let c = 0; c < channels; c++) to[start + o * channels + c] = from[tap * size + c * filters + o]!;
    }
  }
  return turned;
}
