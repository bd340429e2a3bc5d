import type * as tf from '@tensorflow/tfjs';
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
  const matrix = (size: number) => tf.tensor2d(interpolation(size, factor), [size * factor, size]);
  const rows = tf.matMul(matrix(height), tf.reshape(x, [batch, height, width * channels]));
  const pixels = tf.matMul(matrix(width), tf.reshape(rows, [batch * height * factor, width, channels]));
  return tf.reshape(pixels, [batch, height * factor, width * factor, channels]);
}
