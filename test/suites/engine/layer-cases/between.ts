import { networkBuilder } from '../../../../lib/network/builder.ts';
import type { Layer, Network, Shape } from '../../../../lib/network/network.ts';

export interface NetworkCase {
  readonly name: string;
  readonly network: Network;
}

export const CLASSES = 3;

/** Tokens, padding included, of the toy problem of texts. */
export const VOCABULARY = 1 + 4 * CLASSES;

/** Odd sizes, and even ones: `same` pads strides differently in each. */
export const IMAGES: readonly Shape[] = [
  [7, 5, 2],
  [6, 8, 2],
];

/** Channels of what `between` and `branches` put before a layer. */
export const CHANNELS = 4;

export const conv = (filters: number, kernel: number, stride = 1, bias = true): Layer => ({
  op: 'conv2d',
  filters,
  kernel,
  stride,
  bias,
});

/** Layers between a convolution, whose weights get their gradient through them, and a dense layer on every output. */
export function between(input: Shape, ...layers: readonly Layer[]): Network {
  const net = networkBuilder(input);
  const first = net.add('first', conv(CHANNELS, 3), 'input');
  const last = layers.reduce((at, layer, i) => net.add(`layer${i}`, layer, at), first);
  const flat = net.add('flat', { op: 'flatten' }, last);
  return net.finish(net.add('last', { op: 'dense', units: CLASSES, bias: true }, flat));
}

/** Two convolutions, whose outputs are joined, pooled and classified. */
export function branches(join: (net: ReturnType<typeof networkBuilder>, a: string, b: string) => string): Network {
  const net = networkBuilder(IMAGES[0]!);
  const joined = join(net, net.add('a', conv(CHANNELS, 3), 'input'), net.add('b', conv(CHANNELS, 1), 'input'));
  const pooled = net.add('pool', { op: 'globalAvgPool' }, joined);
  return net.finish(net.add('last', { op: 'dense', units: CLASSES, bias: false }, pooled));
}
