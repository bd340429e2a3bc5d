import { MASKED } from '../../../network/network.ts';
import { softmaxLayer } from './softmax.ts';
import { apply, inner, type Stock, type StockContext, type Symbolic } from './stock.ts';

/** A mask `[length]` as what is added to scores, in another shape: 0 at tokens, far below all others at padding. */
export function maskToScores({ tf, id }: StockContext, mask: Symbolic, shape: readonly number[]): Symbolic {
  const lowered = apply(tf.layers.rescaling({ name: `${id}/lowered`, scale: MASKED, offset: -MASKED }), mask);
  return apply(tf.layers.reshape({ name: `${id}/scores`, targetShape: [...shape] }), lowered);
}

export const sequencePool: Stock<'sequencePool'> = ({ mode }, [x, mask], context) =>
  mode === 'mean' ? mean(context, x!, mask!) : max(context, x!, mask!);

/** The softmax of equal scores is the share that each token has. */
function mean(context: StockContext, x: Symbolic, mask: Symbolic): Symbolic {
  const { tf, id } = context;
  const shares = apply(softmaxLayer(tf, `${id}/shares`), maskToScores(context, mask, inner(mask)));
  const sum = apply(tf.layers.dot({ name: `${id}/sum`, axes: 1 }), [x, shares]);
  return apply(tf.layers.multiply({ name: id }), [sum, anyToken(context, mask)]);
}

function max(context: StockContext, x: Symbolic, mask: Symbolic): Symbolic {
  const { tf, id } = context;
  const scores = apply(tf.layers.add({ name: `${id}/masked` }), [x, maskToScores(context, mask, [...inner(mask), 1])]);
  const largest = apply(tf.layers.globalMaxPooling1d({ name: `${id}/largest` }), scores);
  return apply(tf.layers.multiply({ name: id }), [largest, anyToken(context, mask)]);
}

/** `[1]`: 1 where there are tokens at all. */
function anyToken({ tf, id }: StockContext, mask: Symbolic): Symbolic {
  const column = apply(tf.layers.reshape({ name: `${id}/column`, targetShape: [...inner(mask), 1] }), mask);
  return apply(tf.layers.globalMaxPooling1d({ name: `${id}/any` }), column);
}
