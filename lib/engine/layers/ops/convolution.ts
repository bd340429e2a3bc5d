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
  const shape: [number, number, number, number] = [batch, height * stride, width * stride, filters];
  const kernel = node.weight('kernel') as tf.Tensor4D;
  return withBias(node.tf.conv2dTranspose(x as tf.Tensor4D, kernel, shape, stride, 'same'), bias, node);
};
