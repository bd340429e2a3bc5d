import type * as tf from '@tensorflow/tfjs';
import { MASKED } from '../../../network/network.ts';
import type { Forward, Tfjs } from './forward.ts';

/** A mask of any shape as what is added to scores: 0 at tokens, far below all others at padding. */
export const maskToScores = (tf: Tfjs, mask: tf.Tensor): tf.Tensor => tf.mul(tf.sub(mask, 1), MASKED);

export const sequencePool: Forward<'sequencePool'> = ({ mode }, [x, mask], { tf }) => {
  const column = tf.expandDims(mask!, 2);
  return mode === 'mean' ? mean(tf, x!, column) : max(tf, x!, column);
};

/** A sum weighed with the share that each token has; zero where there are no tokens. */
function mean(tf: Tfjs, x: tf.Tensor, mask: tf.Tensor): tf.Tensor {
  const shares = tf.div(mask, tf.maximum(tf.sum(mask, 1, true), 1));
  return tf.sum(tf.mul(x, shares), 1);
}

/**
 * Zero where there are no tokens. The gradient goes to the largest numbers, in equal parts where several are (as
 * TensorFlow's reduce_max).
 */
function max(tf: Tfjs, x: tf.Tensor, mask: tf.Tensor): tf.Tensor {
  const any = tf.max(mask, 1);
  const pooled = tf.customGrad((scores, save) => {
    const largest = tf.max(scores as tf.Tensor, 1, true);
    (save as tf.GradSaveFunc)([scores as tf.Tensor, largest]);
    return {
      value: tf.squeeze(largest, [1]),
      gradFunc(dy, [from, most]) {
        const chosen = tf.cast(tf.equal(from!, most!), 'float32');
        return tf.mul(chosen, tf.div(tf.expandDims(dy, 1), tf.sum(chosen, 1, true)));
      },
    };
  });
  return tf.mul(pooled(tf.add(x, maskToScores(tf, mask))), any);
}
