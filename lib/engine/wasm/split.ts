import type * as tf from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import type { Kernel } from './kernel.ts';

/**
 * Parts of a tensor along its first axis, as the weights of a network are taken from one vector. tfjs' own kernel for wasm
 * reads the whole tensor for every part.
 */
export const split: Kernel<{ readonly x: tf.TensorInfo }, tf.SplitVAttrs> = {
  name: 'SplitV',
  run(heap, { x }, attributes) {
    const { numOrSizeSplits, axis } = attributes;
    if (axis !== 0 || typeof numOrSizeSplits === 'number' || numOrSizeSplits.includes(-1) || x.dtype !== 'float32') {
      return heap.stock('SplitV', { x }, attributes);
    }
    const inner = x.shape.slice(1);
    const row = elements(inner);
    let start = 0;
    return numOrSizeSplits.map((size) => {
      const part = heap.make([size, ...inner]);
      heap.view(part).set(heap.view(x).subarray(start, start + size * row));
      start += size * row;
      return part;
    });
  },
};
