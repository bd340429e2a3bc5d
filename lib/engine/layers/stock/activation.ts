import { type ActivationName, LEAKY_SLOPE } from '../../../network/network.ts';
import { softmaxLayer } from './softmax.ts';
import { apply, type Stock, type StockContext, type Symbolic } from './stock.ts';

type Activation = (context: StockContext, x: Symbolic) => Symbolic;

/** relu6(x + 3) / 6 = min(relu(x / 6 + 1/2), 1). tfjs' own hardSigmoid is another function: clip(0.2 x + 0.5). */
const hardSigmoid: Activation = ({ tf, id }, x) => {
  const line = apply(tf.layers.rescaling({ name: `${id}/line`, scale: 1 / 6, offset: 1 / 2 }), x);
  return apply(tf.layers.reLU({ name: id, maxValue: 1 }), line);
};

const hardSwish: Activation = (context, x) => {
  const { tf, id } = context;
  return apply(tf.layers.multiply({ name: id }), [x, hardSigmoid({ ...context, id: `${id}/gate` }, x)]);
};

const named =
  (
    activation: 'relu' | 'relu6' | 'elu' | 'selu' | 'swish' | 'gelu' | 'mish' | 'softplus' | 'sigmoid' | 'tanh',
  ): Activation =>
  ({ tf, id }, x) =>
    apply(tf.layers.activation({ name: id, activation }), x);

const activations: Readonly<Record<ActivationName, Activation>> = {
  relu: named('relu'),
  relu6: named('relu6'),
  leakyRelu: ({ tf, id }, x) => apply(tf.layers.leakyReLU({ name: id, alpha: LEAKY_SLOPE }), x),
  elu: named('elu'),
  selu: named('selu'),
  swish: named('swish'),
  hardSwish,
  gelu: named('gelu'),
  mish: named('mish'),
  softplus: named('softplus'),
  sigmoid: named('sigmoid'),
  hardSigmoid,
  tanh: named('tanh'),
  softmax: ({ tf, id }, x) => apply(softmaxLayer(tf, id), x),
};

export const activation: Stock<'activation'> = ({ fn }, [x], context) => activations[fn](context, x!);
