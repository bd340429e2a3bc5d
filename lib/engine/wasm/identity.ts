import type * as tf from '@tensorflow/tfjs';
import type { Kernel } from './kernel.ts';

/** A second reference to the same data. tfjs' own kernel for wasm copies, and the tape clones every tensor that it keeps. */
export const identity: Kernel<{ readonly x: tf.TensorInfo }> = {
  name: 'Identity',
  run: (heap, { x }) => heap.share(x),
};

/** A cast to the type that the tensor has, as ReLU's gradient asks for, copies nothing either. */
export const cast: Kernel<{ readonly x: tf.TensorInfo }, tf.CastAttrs> = {
  name: 'Cast',
  run: (heap, { x }, attributes) =>
    x.dtype === attributes.dtype ? heap.share(x) : heap.stock('Cast', { x }, attributes),
};
