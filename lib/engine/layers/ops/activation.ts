import type * as tf from '@tensorflow/tfjs';
import { type ActivationName, LEAKY_SLOPE } from '../../../network/network.ts';
import type { Forward, Tfjs } from './forward.ts';

const hardSigmoid = (tf: Tfjs, x: tf.Tensor) => tf.mul(tf.relu6(tf.add(x, 3)), 1 / 6);

const functions: { readonly [F in ActivationName]: (tf: Tfjs, x: tf.Tensor) => tf.Tensor } = {
  relu: (tf, x) => tf.relu(x),
  relu6: (tf, x) => tf.relu6(x),
  leakyRelu: (tf, x) => tf.leakyRelu(x, LEAKY_SLOPE),
  elu: (tf, x) => tf.elu(x),
  selu: (tf, x) => tf.selu(x),
  /** x relu6(x + 3) / 6: Howard et al. 2019, arXiv:1905.02244, section 5.2. */
  hardSwish: (tf, x) => tf.mul(x, hardSigmoid(tf, x)),
  swish: (tf, x) => tf.mul(x, tf.sigmoid(x)),
  /** Hendrycks and Gimpel 2016, arXiv:1606.08415. */
  gelu: (tf, x) => tf.mul(x, tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 1 / 2)),
  /** Misra 2019, arXiv:1908.08681. */
  mish: (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x))),
  softplus: (tf, x) => tf.softplus(x),
  sigmoid: (tf, x) => tf.sigmoid(x),
  hardSigmoid,
  tanh: (tf, x) => tf.tanh(x),
  softmax: (tf, x) => tf.softmax(x),
};

export const activation: Forward<'activation'> = ({ fn }, [x], { tf }) => functions[fn](tf, x!);
