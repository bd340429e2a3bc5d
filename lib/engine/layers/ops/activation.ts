import type * as tf from '@tensorflow/tfjs';
import type { ActivationName } from '../../../network/network.ts';
import type { Forward, Tfjs } from './forward.ts';

const hardSigmoid = (tf: Tfjs, x: tf.Tensor) => tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6);

const functions: { readonly [F in ActivationName]: (tf: Tfjs, x: tf.Tensor) => tf.Tensor } = {
  relu: (tf, x) => tf.relu(x),
  relu6: (tf, x) => tf.relu6(x),
  /** x relu6(x + 3) / 6: Howard et al. 2019, arXiv:1905.02244, section 5.2. */
  hardSwish: (tf, x) => tf.mul(x, hardSigmoid(tf, x)),
  swish: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  sigmoid: (tf, x) => tf.sigmoid(x),
  hardSigmoid,
};

export const activation: Forward<'activation'> = ({ fn }, [x], { tf }) => functions[fn](tf, x!);
