import type * as tf from '@tensorflow/tfjs';
import type { Forward, NodeContext } from './forward.ts';

const withBias = (output: tf.Tensor, hasBias: boolean, { tf, weight }: NodeContext) =>
  hasBias ? tf.add(output, weight('bias')) : output;

export const conv2d: Forward<'conv2d'> = ({ stride, bias }, [x], node) => {
  const filter = node.weight('kernel') as tf.Tensor4D;
  return withBias(node.tf.conv2d(x as tf.Tensor4D, filter, stride, 'same'), bias, node);
};

export const depthwiseConv2d: Forward<'depthwiseConv2d'> = ({ stride, bias }, [x], node) => {
  const filter = node.weight('kernel') as tf.Tensor4D;
  return withBias(node.tf.depthwiseConv2d(x as tf.Tensor4D, filter, stride, 'same'), bias, node);
};

export const dense: Forward<'dense'> = ({ bias }, [x], node) =>
  withBias(node.tf.matMul(x!, node.weight('kernel')), bias, node);
