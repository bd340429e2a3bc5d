import type * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';
import { endTap, firstTap, windows } from './window.ts';

/**
 * Gradient of a depthwise convolution with respect to its filter `[kh, kw, c, 1]`:
 *
 *   dw[i, j, c] = sum over n, a, b of x[n, a s + i - before, b s + j - before, c] dy[n, a, b, c]
 *
 * tfjs has no such kernel for wasm, and XNNPACK no convolution that would do: every channel has its own filter dy.
 */
export const depthwiseFilterGradient: Kernel<
  { readonly x: tf.TensorInfo; readonly dy: tf.TensorInfo },
  tf.DepthwiseConv2dNativeBackpropFilterAttrs
> = {
  name: 'DepthwiseConv2dNativeBackpropFilter',
  run(heap, { x, dy }, { filterShape, ...attributes }) {
    const [, width, channels, multiplier] = filterShape;
    if (multiplier !== 1) throw new Error(`wasm: channel multiplier ${multiplier}; allowed: 1`);
    const [rows, columns] = windows(x.shape, filterShape, attributes);
    const gradient = heap.make(filterShape);
    const [images, outputs, to] = [heap.view(x), heap.view(dy), heap.view(gradient).fill(0)];
    let output = 0;
    for (let n = 0; n < x.shape[0]!; n++) {
      for (let a = 0; a < rows.out; a++) {
        const [top, bottom] = [firstTap(rows, a), endTap(rows, a)];
        for (let b = 0; b < columns.out; b++, output += channels) {
          const [left, right] = [firstTap(columns, b), endTap(columns, b)];
          for (let i = top; i < bottom; i++) {
            const row = (n * rows.size + a * rows.stride + i - rows.before) * columns.size;
            for (let j = left; j < right; j++) {
              const image = (row + b * columns.stride + j - columns.before) * channels;
              const tap = (i * width + j) * channels;
              for (let c = 0; c < channels; c++) to[tap + c]! += images[image + c]! * outputs[output + c]!;
            }
          }
        }
      }
    }
    return gradient;
  },
};
