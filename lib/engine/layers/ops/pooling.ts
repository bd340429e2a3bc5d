import type * as tf from '@tensorflow/tfjs';
import type { Forward } from './forward.ts';

export const maxPool: Forward<'maxPool'> = ({ kernel, stride }, [x], { tf }) =>
  tf.maxPool(x as tf.Tensor4D, kernel, stride, 'same');

export const avgPool: Forward<'avgPool'> = ({ kernel, stride }, [x], { tf }) =>
  tf.avgPool(x as tf.Tensor4D, kernel, stride, 'same');

export const globalAvgPool: Forward<'globalAvgPool'> = (_layer, [x], { tf }) => tf.mean(x!, [1, 2]);
