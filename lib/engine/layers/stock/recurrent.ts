import { registerLayers } from '../custom/layers.js';
import { apply, inner, type Stock, type StockContext, type Symbolic } from './stock.ts';

/**
 * tfjs masks the steps whose inputs are all zero (its `masking` layer), which inputs may be by themselves: they get the mask
 * as one more channel, which no gate reads.
 */
export const lstm: Stock<'lstm'> = ({ units, sequence, reverse = false }, [x, mask], context) => {
  const { tf, id, weight } = context;
  const kernel = tf.concat([weight('kernel'), tf.zeros([1, 4 * units])]);
  const turned = reverse && sequence;
  const name = sequence ? `${id}/${turned ? 'backwards' : 'steps'}` : id;
  const layer = tf.layers.lstm({
    name,
    units,
    returnSequences: sequence,
    goBackwards: reverse,
    recurrentActivation: 'sigmoid',
    weights: [kernel, weight('recurrentKernel'), weight('bias')],
  });
  const steps = apply(layer, withMask(context, x!, mask!));
  if (!sequence) return steps;
  // A reshape hands no mask on: some layers that come after refuse one.
  return apply(tf.layers.reshape({ name: id, targetShape: inner(steps) }), turned ? inOrder(context, steps) : steps);
};

function withMask({ tf, id }: StockContext, x: Symbolic, mask: Symbolic): Symbolic {
  const column = apply(tf.layers.reshape({ name: `${id}/mask`, targetShape: [...inner(mask), 1] }), mask);
  const zeroed = apply(tf.layers.multiply({ name: `${id}/zeroed` }), [x, column]);
  const both = apply(tf.layers.concatenate({ name: `${id}/both` }), [zeroed, column]);
  return apply(tf.layers.masking({ name: `${id}/masked` }), both);
}

/** Steps from last to first put back in order: along the last axis, a product with a permutation matrix. */
function inOrder({ tf, id }: StockContext, steps: Symbolic): Symbolic {
  const [length] = inner(steps) as [number, number];
  const turn = (name: string, tensor: Symbolic) =>
    apply(tf.layers.permute({ name: `${id}/${name}`, dims: [2, 1] }), tensor);
  const exchange = tf.reverse(tf.eye(length), 0);
  const dense = tf.layers.dense({ name: `${id}/exchange`, units: length, useBias: false, weights: [exchange] });
  return turn('steps', apply(dense, turn('channels', steps)));
}

/** tfjs' own GRU is of the other kind, which resets before the product. */
export const gru: Stock<'gru'> = ({ units, sequence, reverse = false }, [x, mask], { tf, id, weight }) => {
  const { Gru } = registerLayers(tf);
  const weights = ['kernel', 'recurrentKernel', 'bias'].map(weight);
  return apply(new Gru({ name: id, units, sequence, reverse, weights }), [x!, mask!]);
};
