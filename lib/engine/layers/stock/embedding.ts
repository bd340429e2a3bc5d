import { elements } from '../../../network/definition.ts';
import { apply, inner, type Stock, type StockContext, type Symbolic } from './stock.ts';

export const embedding: Stock<'embedding'> = ({ vocabulary, size }, [tokens], { tf, id, weight }) =>
  apply(
    tf.layers.embedding({ name: id, inputDim: vocabulary, outputDim: size, weights: [weight('embeddings')] }),
    tokens!,
  );

/** Tokens are whole numbers from 0: clipped at 1. */
export const mask: Stock<'mask'> = (_layer, [tokens], { tf, id }) =>
  apply(tf.layers.reLU({ name: id, maxValue: 1 }), tokens!);

export const positions: Stock<'positions'> = (_layer, [x], context) =>
  plus(context, x!, context.weight('positions').dataSync<'float32'>());

/** Adds constants of the tensor's shape: as the bias of a depthwise convolution, 1x1, that multiplies by 1. */
export function plus({ tf, id }: StockContext, x: Symbolic, constants: Float32Array): Symbolic {
  const shape = inner(x);
  const size = elements(shape);
  const flat = tf.layers.reshape({ name: `${id}/flat`, targetShape: [1, 1, size] });
  const weights = [tf.ones([1, 1, size, 1]), tf.tensor1d(constants)];
  const sum = tf.layers.depthwiseConv2d({ name: `${id}/sum`, kernelSize: 1, weights });
  return apply(tf.layers.reshape({ name: id, targetShape: shape }), apply(sum, apply(flat, x)));
}
