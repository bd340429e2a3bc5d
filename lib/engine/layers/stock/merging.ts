import { apply, inner, type Stock } from './stock.ts';

export const add: Stock<'add'> = (_layer, inputs, { tf, id }) => apply(tf.layers.add({ name: id }), [...inputs]);

export const multiply: Stock<'multiply'> = (_layer, inputs, { tf, id }) =>
  apply(tf.layers.multiply({ name: id }), [...inputs]);

export const scale: Stock<'scale'> = (_layer, [x, gate], { tf, id }) => {
  const spread = tf.layers.reshape({ name: `${id}/gate`, targetShape: [1, 1, ...inner(gate!)] });
  return apply(tf.layers.multiply({ name: id }), [x!, apply(spread, gate!)]);
};

export const concat: Stock<'concat'> = ({ axis }, inputs, { tf, id }) =>
  apply(tf.layers.concatenate({ name: id, axis: axis === undefined ? -1 : axis + 1 }), [...inputs]);
