import { apply, type Stock } from './stock.ts';

export const conv1d: Stock<'conv1d'> = ({ filters, kernel, stride, bias, dilation = 1 }, [x], { tf, id, weight }) => {
  const layer = tf.layers.conv1d({
    name: id,
    filters,
    kernelSize: kernel,
    strides: stride,
    dilationRate: dilation,
    padding: 'same',
    useBias: bias,
    weights: [weight('kernel'), ...(bias ? [weight('bias')] : [])],
  });
  return apply(layer, x!);
};
