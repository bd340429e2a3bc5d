import type * as tf from '@tensorflow/tfjs';
import { type Convolution, convolve } from './convolution.ts';
import { type Heap, shaped } from './heap.ts';
import type { Kernel } from './kernel.ts';
import { type Window, windows, zeros } from './window.ts';

type Sizes = readonly [number, number, number, number];

/**
 * Gradient of a convolution with respect to its filter `[kh, kw, in, out]`:
 *
 *   dw[i, j, c, o] = sum over n, a, b of x[n, a s + i - before, b s + j - before, c] dy[n, a, b, o]
 *
 * That is a convolution again, which XNNPACK does. tfjs has no such kernel for wasm.
 */
export const conv2dFilterGradient: Kernel<
  { readonly x: tf.TensorInfo; readonly dy: tf.TensorInfo },
  tf.Conv2DBackpropFilterAttrs
> = {
  name: 'Conv2DBackpropFilter',
  run(heap, { x, dy }, { filterShape, ...attributes }) {
    const [rows, columns] = windows(x.shape, filterShape, attributes);
    const pointwise = [rows, columns].every(({ kernel, stride }) => kernel === 1 && stride === 1);
    if (pointwise) return pointwiseGradient(heap, x, dy);
    const taps = tapGradients(heap, x, dy, rows, columns);
    const gradient = fromTaps(heap, taps, filterShape);
    heap.free(taps);
    return gradient;
  },
};

/** A product of matrices, `[in, pixels] [pixels, out]`: one image of width `in` whose channels are the pixels of all examples. */
function pointwiseGradient(heap: Heap, x: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
  const [channels, filters] = [x.shape[3]!, dy.shape[3]!];
  const pixels = x.shape[0]! * x.shape[1]! * x.shape[2]!;
  const turned = heap.stock('Transpose', { x: shaped(x, [pixels, channels]) }, { perm: [1, 0] });
  const image = shaped(turned, [1, 1, channels, pixels]);
  const filter = shaped(dy, [1, 1, pixels, filters]);
  const gradient = convolve(heap, 'Conv2D', { x: image, filter }, { pads: [NOTHING, NOTHING] });
  heap.free(turned);
  return gradient;
}

const NOTHING = [0, 0] as const;

/**
 * `[in, >= kh, >= kw, out]`: input channels are a batch of images `[in, h, w, n]` whose channels are the examples, dy is a
 * filter `[a, b, n, out]` dilated by the stride. There are too many taps where a stride leaves an image's end unseen.
 */
function tapGradients(heap: Heap, x: tf.TensorInfo, dy: tf.TensorInfo, rows: Window, columns: Window): tf.TensorInfo {
  const images = heap.stock('Transpose', { x }, { perm: [3, 1, 2, 0] });
  const filter = heap.stock('Transpose', { x: dy }, { perm: [1, 2, 0, 3] });
  const options: Convolution = { dilations: [rows.stride, columns.stride], pads: [zeros(rows), zeros(columns)] };
  const taps = convolve(heap, 'Conv2D', { x: images, filter }, options);
  heap.free(images, filter);
  return taps;
}

/** `[in, >= kh, >= kw, out]` to `[kh, kw, in, out]`. */
function fromTaps(heap: Heap, taps: tf.TensorInfo, shape: Sizes): tf.TensorInfo {
  const [height, width, channels, filters] = shape;
  const [, rows, columns] = taps.shape as unknown as Sizes;
  const gradient = heap.make(shape);
  const [from, to] = [heap.view(taps), heap.view(gradient)];
  let at = 0;
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      for (let c = 0; c < channels; c++) {
        const start = ((c * rows + i) * columns + j) * filters;
        for (let o = 0; o < filters; o++) to[at++] = from[start + o]!;
      }
    }
  }
  return gradient;
}
