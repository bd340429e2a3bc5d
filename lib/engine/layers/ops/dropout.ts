import type * as tf from '@tensorflow/tfjs';
import type { LayerOf } from '../../../network/definition.ts';
import { droppingOf } from '../../drop-rates.ts';
import type { NodeContext } from './forward.ts';

/** `dropout` and `dropPath`: what is kept is scaled up by 1 / (1 - rate), so that sums stay level. */
export function dropping(
  layer: LayerOf<'dropout' | 'dropPath'>,
  [x]: readonly tf.Tensor[],
  { tf, random, rates }: NodeContext,
): tf.Tensor {
  const [batch, ...input] = x!.shape as [number, ...number[]];
  const { rate, shape } = droppingOf(layer, input, rates);
  if (rate === 0) return x!;
  const drawn = [batch, ...shape];
  const [threshold, scale] = [Math.fround(rate), 1 / (1 - rate)];
  const factors = random!.uniform(drawn).map((number) => (number >= threshold ? scale : 0));
  return tf.mul(x!, tf.tensor(factors, drawn));
}
