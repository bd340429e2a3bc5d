import type * as tf from '@tensorflow/tfjs';
import type { Tfjs } from './forward.ts';

/**
 * z = (x - mean) / sqrt(variance + epsilon) over some axes. The gradient is written out, because the one that tfjs composes
 * costs dozens of kernels: dx = (dy - mean(dy) - z mean(dy z)) / sqrt(variance + epsilon).
 */
export function standardise(tf: Tfjs, x: tf.Tensor, axes: readonly number[], epsilon: number): tf.Tensor {
  const mean = (tensor: tf.Tensor) => tf.mean(tensor, [...axes], true);
  const standardised = tf.customGrad((input, save) => {
    const centred = tf.sub(input as tf.Tensor, mean(input as tf.Tensor));
    const factor = tf.rsqrt(tf.add(mean(tf.square(centred)), epsilon));
    const value = tf.mul(centred, factor);
    (save as tf.GradSaveFunc)([value, factor]);
    const gradFunc = (dy: tf.Tensor, [z, scale]: tf.Tensor[]) =>
      tf.mul(tf.sub(tf.sub(dy, mean(dy)), tf.mul(z!, mean(tf.mul(dy, z!)))), scale!);
    return { value, gradFunc };
  });
  return standardised(x);
}
