import type * as tf from '@tensorflow/tfjs';
import { dilate } from './dilate.ts';
import type { Forward, NodeContext } from './forward.ts';

export const withBias = (output: tf.Tensor, hasBias: boolean, { tf, weight }: NodeContext) =>
  hasBias ? tf.add(output, weight('bias')) : output;

export const conv2d: Forward<'conv2d'> = ({ stride, bias, dilation = 1, groups = 1 }, [x], node) => {
  const { tf, weight } = node;
  const kernel = dilate(tf, weight('kernel') as tf.Tensor4D, dilation);
  // TensorFlow's gradient of a strided filter 1x1 writes outside of its memory: see the graph engine's strided-pointwise.ts.
  const takenFirst = stride > 1 && kernel.shape[0] === 1 && kernel.shape[1] === 1;
  const image = takenFirst ? tf.avgPool(x as tf.Tensor4D, 1, stride, 'same') : x!;
  const convolve = (images: tf.Tensor, filter: tf.Tensor) =>
    tf.conv2d(images as tf.Tensor4D, filter as tf.Tensor4D, takenFirst ? 1 : stride, 'same');
  if (groups === 1) return withBias(convolve(image, kernel), bias, node);
  const filters = tf.split(kernel, groups, -1);
  const parts = tf.split(image, groups, -1).map((part, group) => convolve(part, filters[group]!));
  return withBias(tf.concat(parts, -1), bias, node);
};

export const depthwiseConv2d: Forward<'depthwiseConv2d'> = ({ stride, bias, dilation = 1 }, [x], node) => {
  const kernel = dilate(node.tf, node.weight('kernel') as tf.Tensor4D, dilation);
  return withBias(node.tf.depthwiseConv2d(x as tf.Tensor4D, kernel, stride, 'same'), bias, node);
};

export const transposedConv2d: Forward<'transposedConv2d'> = ({ stride, bias, filters }, [x], node) => {
  const [batch, height, width] = x!.shape as [number, number, number, number];
  const kernel = node.weight('kernel') as tf.Tensor4D;
  // One tap gives one pixel of each: as above, TensorFlow's gradient of such a filter is not to be trusted.
  const spreadAfter = stride > 1 && kernel.shape[0] === 1;
  const by = spreadAfter ? 1 : stride;
  const shape: [number, number, number, number] = [batch, height * by, width * by, filters];
  const image = node.tf.conv2dTranspose(x as tf.Tensor4D, kernel, shape, by, 'same');
  return withBias(spreadAfter ? spread(node.tf, image, stride) : image, bias, node);
};

/** Puts `stride - 1` empty rows and columns behind each of an image's. */
function spread({ reshape, pad }: NodeContext['tf'], image: tf.Tensor4D, stride: number): tf.Tensor {
  const [batch, height, width, channels] = image.shape;
  const columns = pad(reshape(image, [batch * height, width, channels]), [
    [0, 0],
    [0, 0],
    [0, (stride - 1) * channels],
  ]);
  const rows = pad(reshape(columns, [batch * height, width * stride * channels]), [
    [0, 0],
    [0, (stride - 1) * width * stride * channels],
  ]);
  return reshape(rows, [batch, height * stride, width * stride, channels]);
}
