import type * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';
import { endTap, firstTap, windows } from './window.ts';

/**
 * Gradient of max pooling: each output's goes to the largest input of its window, the first of several (as TensorFlow).
 * tfjs' own kernel for wasm starts its search at the smallest positive float and so loses windows of negative numbers.
 */
export const maxPoolGradient: Kernel<
  { readonly dy: tf.TensorInfo; readonly input: tf.TensorInfo },
  tf.MaxPoolGradAttrs
> = {
  name: 'MaxPoolGrad',
  run(heap, { dy, input }, { filterSize, ...attributes }) {
    const [batch, , , channels] = input.shape as [number, number, number, number];
    const [rows, columns] = windows(input.shape, filterSize, attributes);
    const gradient = heap.make(input.shape);
    const [images, outputs, to] = [heap.view(input), heap.view(dy), heap.view(gradient).fill(0)];
    let output = 0;
    for (let n = 0; n < batch; n++) {
      for (let a = 0; a < rows.out; a++) {
        const [top, bottom] = [firstTap(rows, a), endTap(rows, a)];
        for (let b = 0; b < columns.out; b++) {
          const [left, right] = [firstTap(columns, b), endTap(columns, b)];
          const corner =
            (n * rows.size + a * rows.stride - rows.before) * columns.size + b * columns.stride - columns.before;
          for (let c = 0; c < channels; c++) {
            let largest = -1;
            for (let i = top; i < bottom; i++) {
              for (let j = left; j < right; j++) {
                const at = (corner + i * columns.size + j) * channels + c;
                if (largest < 0 || images[at]! > images[largest]!) largest = at;
              }
            }
            to[largest]! += outputs[output++]!;
          }
        }
      }
    }
    return gradient;
  },
};
