import type * as tf from '@tensorflow/tfjs';
import type { Forward } from './forward.ts';
import { maskToScores } from './sequence-pool.ts';

/** As Keras' MultiHeadAttention: softmax(q k^T / sqrt(size) + mask) v for each head. */
export const attention: Forward<'attention'> = ({ heads, size, causal = false }, [x, mask], { tf, weight }) => {
  const [batch, length, channels] = x!.shape as [number, number, number];
  const project = (tensor: tf.Tensor, kernel: string, bias: string) =>
    tf.add(tf.matMul(tf.reshape(tensor, [batch * length, -1]), weight(kernel)), weight(bias));
  const projected = tf.reshape(project(x!, 'kernel', 'bias'), [batch, length, 3, heads, size]);
  const [q, k, v] = tf.unstack(tf.transpose(projected, [2, 0, 3, 1, 4])) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const scores = tf.matMul(tf.mul(q, 1 / Math.sqrt(size)), k, false, true);
  const attended = tf.matMul(tf.softmax(tf.add(scores, maskScores())), v);
  const joined = tf.reshape(tf.transpose(attended, [0, 2, 1, 3]), [batch, length, heads * size]);
  return tf.reshape(project(joined, 'outputKernel', 'outputBias'), [batch, length, channels]);

  /** What is added to the scores of keys that may not be attended to. */
  function maskScores(): tf.Tensor {
    const keys = maskToScores(tf, tf.reshape(mask!, [batch, 1, 1, length]));
    if (!causal) return keys;
    const seen = tf.linalg.bandPart(tf.ones([length, length]), -1, 0);
    return tf.minimum(keys, maskToScores(tf, seen));
  }
};
