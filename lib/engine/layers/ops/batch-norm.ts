import type * as tf from '@tensorflow/tfjs';
import { BATCH_NORM } from '../../../network/network.ts';
import type { Forward, Tfjs } from './forward.ts';

interface Moments {
  readonly mean: tf.Tensor1D;
  /** Biased: divided by n. */
  readonly variance: tf.Tensor1D;
}

/**
 * Batch norm as TensorFlow's FusedBatchNormV3: a batch is normalised with its biased variance, and the moving variance
 * observes the unbiased one.
 */
export const batchNorm: Forward<'batchNorm'> = (_layer, [x], { tf, training, weight, observe }) => {
  const vector = (name: string) => weight(name) as tf.Tensor1D;
  const [gamma, beta] = [vector('gamma'), vector('beta')];
  if (!training) return normalise(tf, x!, { mean: vector('mean'), variance: vector('variance') }, gamma, beta);
  const moments = tf.moments(x!, axesOf(x!)) as Moments;
  const count = x!.size / gamma.size;
  observe('mean', moments.mean.dataSync<'float32'>());
  observe(
    'variance',
    moments.variance.dataSync<'float32'>().map((value) => (value * count) / Math.max(count - 1, 1)),
  );
  return differentiable(tf, x!, moments, gamma, beta);
};

/** All but the last. */
const axesOf = (x: tf.Tensor) => [...x.shape.slice(0, -1).keys()];

function normalise(tf: Tfjs, x: tf.Tensor, { mean, variance }: Moments, scale: tf.Tensor1D, offset?: tf.Tensor1D) {
  return tf.batchNorm(x, mean, variance, offset, scale, BATCH_NORM.epsilon);
}

/**
 * The gradient written out, because the one that tfjs composes takes the moments for constants and costs dozens of
 * kernels (Ioffe and Szegedy 2015, arXiv:1502.03167, section 3). With z the normalised input, n values a channel:
 * dx = gamma / sqrt(variance + epsilon) (dy - sum(dy) / n - z sum(dy z) / n).
 */
function differentiable(tf: Tfjs, x: tf.Tensor, moments: Moments, gamma: tf.Tensor1D, beta: tf.Tensor1D): tf.Tensor {
  const normalised = tf.customGrad((...tensors) => {
    const save = tensors.pop() as unknown as tf.GradSaveFunc;
    const [input, scale, offset] = tensors as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
    save([input, scale, moments.mean, moments.variance]);
    return { value: normalise(tf, input, moments, scale, offset), gradFunc: (dy, saved) => gradient(tf, dy, saved) };
  });
  return normalised(x, gamma, beta);
}

function gradient(tf: Tfjs, dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor[] {
  const [x, gamma, mean, variance] = saved as [tf.Tensor, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
  const axes = axesOf(x);
  const count = x.size / gamma.size;
  const z = normalise(tf, x, { mean, variance }, tf.onesLike(mean));
  const dbeta = tf.sum(dy, axes);
  const dgamma = tf.sum(tf.mul(dy, z), axes);
  const centred = tf.sub(tf.sub(dy, tf.div(dbeta, count)), tf.mul(z, tf.div(dgamma, count)));
  const dx = tf.mul(centred, tf.mul(gamma, tf.rsqrt(tf.add(variance, BATCH_NORM.epsilon))));
  return [dx, dgamma, dbeta];
}
