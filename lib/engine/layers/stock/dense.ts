import { apply, type Stock } from './stock.ts';

export const dense: Stock<'dense'> = ({ units, bias }, [x], { tf, id, weight }) => {
  const weights = [weight('kernel'), ...(bias ? [weight('bias')] : [])];
  return apply(tf.layers.dense({ name: id, units, useBias: bias, weights }), x!);
};
