import { withBias } from './convolution.ts';
import type { Forward } from './forward.ts';

/** All axes but the last are rows of one product of matrices. */
export const dense: Forward<'dense'> = ({ bias, units }, [x], node) => {
  const { tf, weight } = node;
  const leading = x!.shape.slice(0, -1);
  const rows = tf.reshape(x!, [-1, x!.shape.at(-1)!]);
  return tf.reshape(withBias(tf.matMul(rows, weight('kernel')), bias, node), [...leading, units]);
};
