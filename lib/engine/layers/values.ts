import type * as tf from '@tensorflow/tfjs';
import type { Tfjs } from './ops/forward.ts';

/**
 * Values of what `compute` gives; no tensor is left. They are read outside of `tf.tidy`, which searches whatever it returns
 * for tensors: an array it walks number by number, at a millisecond per thousand.
 */
export function valuesOf(tf: Tfjs, compute: () => tf.Tensor): Float32Array {
  const result = tf.tidy(compute);
  const values = result.dataSync<'float32'>();
  result.dispose();
  return values;
}
