import type { Forward } from './forward.ts';

export const add: Forward<'add'> = (_layer, inputs, { tf }) => inputs.reduce((sum, x) => tf.add(sum, x));

export const scale: Forward<'scale'> = (_layer, [x, gate], { tf }) => {
  const [batch, channels] = gate!.shape as [number, number];
  return tf.mul(x!, tf.reshape(gate!, [batch, 1, 1, channels]));
};

export const multiply: Forward<'multiply'> = (_layer, [a, b], { tf }) => tf.mul(a!, b!);

export const concat: Forward<'concat'> = ({ axis }, inputs, { tf }) =>
  tf.concat([...inputs], axis === undefined ? -1 : axis + 1);
