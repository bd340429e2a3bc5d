import type * as tf from '@tensorflow/tfjs';
import { type Convolution, convolve } from './convolution.ts';
import type { Heap } from './heap.ts';
import type { Window } from './window.ts';

/**
 * What a convolution's input gets back from its output's gradient: the gradient, with the positions that a stride skipped
 * filled by zeros, convolved with the filter turned by 180 degrees (Dumoulin and Visin 2016, arXiv:1603.07285, section 4.5).
 * @param turned the filter, turned; it stays the caller's.
 */
export function convolveBack(
  heap: Heap,
  kernel: 'Conv2D' | 'DepthwiseConv2dNative',
  dy: tf.TensorInfo,
  turned: tf.TensorInfo,
  [rows, columns]: readonly [Window, Window],
): tf.TensorInfo {
  const spread = spreadOut(heap, dy, rows, columns);
  const gradient = convolve(heap, kernel, { x: spread, filter: turned }, { pads: [pads(rows), pads(columns)] });
  heap.free(spread);
  return gradient;
}

/** Every window that sees a position of the image, none that lies beyond. */
const pads = ({ size, out, kernel, stride, before }: Window): Convolution['pads'][0] => [
  kernel - 1 - before,
  size - 1 + before - (out - 1) * stride,
];

/** `[n, a, b, c]` to `[n, (a - 1) stride + 1, (b - 1) stride + 1, c]` with zeros in between. */
function spreadOut(heap: Heap, x: tf.TensorInfo, rows: Window, columns: Window): tf.TensorInfo {
  if (rows.stride === 1 && columns.stride === 1) return heap.share(x);
  const [batch, , , channels] = x.shape as [number, number, number, number];
  const height = (rows.out - 1) * rows.stride + 1;
  const width = (columns.out - 1) * columns.stride + 1;
  const spread = heap.make([batch, height, width, channels]);
  const [from, to] = [heap.view(x), heap.view(spread).fill(0)];
  let at = 0;
  for (let n = 0; n < batch; n++) {
    for (let a = 0; a < rows.out; a++) {
      for (let b = 0; b < columns.out; b++) {
        const start = ((n * height + a * rows.stride) * width + b * columns.stride) * channels;
        for (let c = 0; c < channels; c++) to[start + c] = from[at++]!;
      }
    }
  }
  return spread;
}
