import { GROUP_NORM, LAYER_NORM } from '../../../network/network.ts';
import type { Forward } from './forward.ts';
import { standardise } from './standardise.ts';

export const layerNorm: Forward<'layerNorm'> = (_layer, [x], { tf, weight }) => {
  const z = standardise(tf, x!, [x!.rank - 1], LAYER_NORM.epsilon);
  return tf.add(tf.mul(z, weight('gamma')), weight('beta'));
};

/** Seen as `[batch, positions, groups, channels of a group]`. */
export const groupNorm: Forward<'groupNorm'> = ({ groups }, [x], { tf, weight }) => {
  const channels = x!.shape.at(-1)!;
  const view = tf.reshape(x!, [x!.shape[0]!, -1, groups, channels / groups]);
  const z = tf.reshape(standardise(tf, view, [1, 3], GROUP_NORM.epsilon), x!.shape);
  return tf.add(tf.mul(z, weight('gamma')), weight('beta'));
};
