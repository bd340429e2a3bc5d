import type * as tf from '@tensorflow/tfjs';
import { resized } from '../../../network/layers/shaping.ts';
import { interpolation } from '../interpolation.ts';
import type { Forward, Tfjs } from './forward.ts';

export const resize: Forward<'resize'> = ({ factor, method }, [x], { tf }) =>
  method === 'nearest' ? nearest(tf, x as tf.Tensor4D, factor) : bilinear(tf, x as tf.Tensor4D, factor);

/** The gradient is the sum over a pixel's copies, as a mean. */
function nearest(tf: Tfjs, x: tf.Tensor4D, factor: number): tf.Tensor {
  const [, height, width] = x.shape;
  const enlarged = tf.customGrad((images) => ({
    value: tf.image.resizeNearestNeighbor(images as tf.Tensor4D, [height * factor, width * factor]),
    gradFunc: (dy: tf.Tensor) => tf.mul(tf.avgPool(dy as tf.Tensor4D, factor, factor, 'valid'), factor ** 2),
  }));
  return enlarged(x);
}

/** Products of matrices: tfjs' own gradient takes pixels to have their centres at whole numbers. */
function bilinear(tf: Tfjs, x: tf.Tensor4D, factor: number): tf.Tensor {
  const [batch, height, width, channels] = x.shape;
  const [high, wide] = [resized(height, factor), resized(width, factor)];
  const rows = tf.matMul(
    tf.tensor2d(interpolation(height, high), [high, height]),
    tf.reshape(x, [batch, height, width * channels]),
  );
  const pixels = tf.matMul(
    tf.tensor2d(interpolation(width, wide), [wide, width]),
    tf.reshape(rows, [batch * high, width, channels]),
  );
  return tf.reshape(pixels, [batch, high, wide, channels]);
}
