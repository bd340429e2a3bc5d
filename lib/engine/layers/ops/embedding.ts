import type { Forward } from './forward.ts';

export const embedding: Forward<'embedding'> = (_layer, [tokens], { tf, weight }) =>
  tf.gather(weight('embeddings'), tf.cast(tokens!, 'int32'));

export const positions: Forward<'positions'> = (_layer, [x], { tf, weight }) => tf.add(x!, weight('positions'));

/** Tokens are whole numbers from 0, and 0 is padding. */
export const mask: Forward<'mask'> = (_layer, [tokens], { tf }) => tf.minimum(tokens!, 1);
