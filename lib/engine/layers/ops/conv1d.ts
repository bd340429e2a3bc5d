import { conv2d } from './convolution.ts';
import type { Forward } from './forward.ts';

/** A sequence is an image of height 1. */
export const conv1d: Forward<'conv1d'> = ({ kernel: taps, ...layer }, [x], node) => {
  const { tf, weight } = node;
  const [batch, length, channels] = x!.shape as [number, number, number];
  const image = tf.reshape(x!, [batch, 1, length, channels]);
  const kernel = tf.expandDims(weight('kernel'), 0);
  const flat = { ...node, weight: (name: string) => (name === 'kernel' ? kernel : weight(name)) };
  return tf.squeeze(conv2d({ ...layer, op: 'conv2d', kernel: [1, taps] }, [image], flat), [1]);
};
