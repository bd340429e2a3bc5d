import type * as tf from '@tensorflow/tfjs';
import type { Forward } from './forward.ts';

export const flatten: Forward<'flatten'> = (_layer, [x], { tf }) => tf.reshape(x!, [x!.shape[0]!, -1]);

export const reshape: Forward<'reshape'> = ({ shape }, [x], { tf }) => tf.reshape(x!, [x!.shape[0]!, ...shape]);

export const pad: Forward<'pad'> = ({ top, bottom, left, right }, [x], { tf }) =>
  tf.pad(x as tf.Tensor4D, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);

export const slice: Forward<'slice'> = ({ from, size }, [x], { tf }) =>
  tf.slice(x!, x!.shape.map(() => 0).with(-1, from), x!.shape.with(-1, size));

export const channelShuffle: Forward<'channelShuffle'> = ({ groups }, [x], { tf }) => {
  const members = x!.shape.at(-1)! / groups;
  return tf.reshape(tf.transpose(tf.reshape(x!, [-1, groups, members]), [0, 2, 1]), x!.shape);
};

/** New zeros rather than the input times nothing: the tape ends here, so that no gradient is worked out. */
export const zero: Forward<'zero'> = (_layer, [x], { tf }) => tf.zeros(x!.shape);
