import type { Forward } from './forward.ts';

export const add: Forward<'add'> = (_layer, inputs, { tf }) => inputs.reduce((sum, x) => tf.add(sum, x));

export const scale: Forward<'scale'> = (_layer, [x, gate], { tf }) => {
  const [batch, channels] = gate!.shape as [number, number];
  return tf.mul(x!, tf.reshape(gate!, [batch, 1, 1, channels]));
};

export const concat: Forward<'concat'> = (_layer, inputs, { tf }) => tf.concat([...inputs], -1);

export const flatten: Forward<'flatten'> = (_layer, [x], { tf }) => tf.reshape(x!, [x!.shape[0]!, -1]);

/** New zeros rather than the input times nothing: the tape ends here, so that no gradient is worked out. */
export const zero: Forward<'zero'> = (_layer, [x], { tf }) => tf.zeros(x!.shape);
