import type * as tf from '@tensorflow/tfjs';
import type { Forward } from './forward.ts';

export const maxPool: Forward<'maxPool'> = ({ kernel, stride }, [x], { tf }) =>
  tf.maxPool(x as tf.Tensor4D, kernel, stride, 'same');

export const avgPool: Forward<'avgPool'> = ({ kernel, stride }, [x], { tf }) =>
  tf.avgPool(x as tf.Tensor4D, kernel, stride, 'same');

export const globalAvgPool: Forward<'globalAvgPool'> = (_layer, [x], { tf }) => tf.mean(x!, [1, 2]);

/** The gradient goes to the largest pixels, in equal parts where several are (as TensorFlow's reduce_max). */
export const globalMaxPool: Forward<'globalMaxPool'> = (_layer, [x], { tf }) => {
  const pooled = tf.customGrad((images, save) => {
    const largest = tf.max(images as tf.Tensor, [1, 2], true);
    (save as tf.GradSaveFunc)([images as tf.Tensor, largest]);
    return {
      value: tf.squeeze(largest, [1, 2]),
      gradFunc(dy, [input, most]) {
        const mask = tf.cast(tf.equal(input!, most!), 'float32');
        return tf.mul(mask, tf.div(tf.reshape(dy, most!.shape), tf.sum(mask, [1, 2], true)));
      },
    };
  });
  return pooled(x!);
};
