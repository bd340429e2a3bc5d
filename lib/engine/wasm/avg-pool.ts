import type * as tf from '@tensorflow/tfjs';
import type { Heap } from './heap.ts';
import type { Kernel } from './kernel.ts';
import { convolveBack } from './transposed.ts';
import { endTap, firstTap, type Window, windows } from './window.ts';

/**
 * Gradient of average pooling: each output's is shared by the inputs of its window that lie inside the image. That is how
 * a depthwise convolution with a filter of ones gives back what was divided. tfjs' own kernel for wasm divides by the
 * whole window, although forward divides by the part inside.
 */
export const avgPoolGradient: Kernel<
  { readonly dy: tf.TensorInfo; readonly input: tf.TensorInfo },
  tf.AvgPoolGradAttrs
> = {
  name: 'AvgPoolGrad',
  run(heap, { dy, input }, { filterSize, ...attributes }) {
    const seen = windows(input.shape, filterSize, attributes);
    const [rows, columns] = seen;
    const shares = share(heap, dy, rows, columns);
    const ones = heap.make([rows.kernel, columns.kernel, input.shape[3]!, 1]);
    heap.view(ones).fill(1);
    const gradient = convolveBack(heap, 'DepthwiseConv2dNative', shares, ones, seen);
    heap.free(shares, ones);
    return gradient;
  },
};

/** Each output's gradient divided by the inputs that its window sees. */
function share(heap: Heap, dy: tf.TensorInfo, rows: Window, columns: Window): tf.TensorInfo {
  const shares = heap.make(dy.shape);
  const [from, to] = [heap.view(dy), heap.view(shares)];
  const [batch, height, width, channels] = dy.shape as [number, number, number, number];
  const inside = (window: Window, o: number) => endTap(window, o) - firstTap(window, o);
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let a = 0; a < height; a++) {
      for (let b = 0; b < width; b++) {
        const part = 1 / (inside(rows, a) * inside(columns, b));
        for (let c = 0; c < channels; c++, at++) to[at] = from[at]! * part;
      }
    }
  }
  return shares;
}
