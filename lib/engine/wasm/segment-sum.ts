import type * as tf from '@tensorflow/tfjs';
import { elements } from '../../network/definition.ts';
import type { Kernel } from './kernel.ts';

type Inputs = { readonly x: tf.TensorInfo; readonly segmentIds: tf.TensorInfo };

/** Rows of the same segment added up, in their order: the gradient of reading rows. tfjs has none for wasm. */
export const segmentSum: Kernel<Inputs, tf.UnsortedSegmentSumAttrs> = {
  name: 'UnsortedSegmentSum',
  run(heap, { x, segmentIds }, { numSegments }) {
    const row = x.shape.slice(1);
    const size = elements(row);
    const result = heap.make([numSegments, ...row]);
    const [from, to] = [heap.view(x), heap.view(result)];
    to.fill(0);
    for (const [i, segment] of heap.whole(segmentIds).entries()) {
      for (let c = 0; c < size; c++) to[segment * size + c]! += from[i * size + c]!;
    }
    return result;
  },
};
