import type * as tf from '@tensorflow/tfjs';
import type { LayerOf } from '../../../network/definition.ts';
import type { NodeContext, Tfjs } from './forward.ts';

/** What is repeated over a sequence. */
interface Cell {
  /** How many tensors `[batch, units]` the state is; the first is the output. */
  readonly states: number;
  /** Whether the share of the output before has a bias too, in the second row of the weight. */
  readonly recurrentBias: boolean;
  /** The state after a step, given the shares of the gates that come from the input and from the output before. */
  step(tf: Tfjs, input: tf.Tensor, recurrent: tf.Tensor, state: readonly tf.Tensor[]): readonly tf.Tensor[];
}

export const lstmCell: Cell = {
  states: 2,
  recurrentBias: false,
  step(tf, input, recurrent, [, c]) {
    const [i, f, g, o] = tf.split(tf.add(input, recurrent), 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const next = tf.add(tf.mul(tf.sigmoid(f), c!), tf.mul(tf.sigmoid(i), tf.tanh(g)));
    return [tf.mul(tf.sigmoid(o), tf.tanh(next)), next];
  },
};

export const gruCell: Cell = {
  states: 1,
  recurrentBias: true,
  step(tf, input, recurrent, [h]) {
    const [xz, xr, x] = tf.split(input, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const [yz, yr, y] = tf.split(recurrent, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const z = tf.sigmoid(tf.add(xz, yz));
    const g = tf.tanh(tf.add(x, tf.mul(tf.sigmoid(tf.add(xr, yr)), y)));
    return [tf.add(g, tf.mul(z, tf.sub(h!, g)))];
  },
};

/** A cell over a sequence, step by step; the products with the inputs, which wait for nothing, are one. */
export const recurrent =
  (cell: Cell) =>
  (
    { units, sequence, reverse = false }: LayerOf<'lstm' | 'gru'>,
    [x, mask]: readonly tf.Tensor[],
    { tf, weight }: NodeContext,
  ): tf.Tensor => {
    const [batch, length, channels] = x!.shape as [number, number, number];
    const [inputBias, ownBias] = cell.recurrentBias ? tf.unstack(weight('bias')) : [weight('bias')];
    const projected = tf.add(tf.matMul(tf.reshape(x!, [-1, channels]), weight('kernel')), inputBias!);
    const inputs = tf.unstack(tf.reshape(projected, [batch, length, -1]), 1);
    const tokens = tf.unstack(tf.tile(tf.cast(tf.expandDims(mask!, 2), 'bool'), [1, 1, units]), 1);
    let state: readonly tf.Tensor[] = Array.from({ length: cell.states }, () => tf.zeros([batch, units]));
    const outputs: tf.Tensor[] = [];
    for (let step = 0; step < length; step++) {
      const at = reverse ? length - 1 - step : step;
      const own = tf.matMul(state[0]!, weight('recurrentKernel'));
      const after = cell.step(tf, inputs[at]!, ownBias ? tf.add(own, ownBias) : own, state);
      state = after.map((tensor, i) => tf.where(tokens[at]!, tensor, state[i]!));
      outputs[at] = state[0]!;
    }
    return sequence ? tf.stack(outputs, 1) : state[0]!;
  };
