import type { Examples } from '../lib/engine/engine.ts';
import type { RandomStream } from '../lib/math/random.ts';
import { networkBuilder } from '../lib/network/builder.ts';
import type { Layer, Network } from '../lib/network/network.ts';

const relu: Layer = { op: 'activation', fn: 'relu' };

/**
 * The benchmark network: convolutions of `width`, 2 width at stride 2, 2 width, depthwise, 4 width (1x1), each with batch
 * norm and ReLU; pooling; ten classes. With a width of 16 tfjs counts 17,658 parameters.
 */
export function smallCnn(width = 16): Network {
  const net = networkBuilder([28, 28, 1]);
  const conv = (filters: number, kernel: number, stride: number): Layer => ({
    op: 'conv2d',
    filters,
    kernel,
    stride,
    bias: false,
  });
  const layers: readonly Layer[] = [
    conv(width, 3, 1),
    conv(2 * width, 3, 2),
    conv(2 * width, 3, 1),
    { op: 'depthwiseConv2d', kernel: 3, stride: 1, bias: false },
    conv(4 * width, 1, 1),
  ];
  const last = layers.reduce(
    (at, layer, i) =>
      net.add(`relu${i}`, relu, net.add(`norm${i}`, { op: 'batchNorm' }, net.add(`conv${i}`, layer, at))),
    'input',
  );
  return net.finish(
    net.add('dense', { op: 'dense', units: 10, bias: true }, net.add('pool', { op: 'globalAvgPool' }, last)),
  );
}

/** Labelled noise in the shape of digits: for benchmarks in which nothing is learnt. */
export function noiseDigits(count: number, random: RandomStream): Examples {
  return {
    labels: Int32Array.from({ length: count }, () => random.integer(10)),
    features: Uint8Array.from({ length: count * 784 }, () => random.integer(256)),
    count,
  };
}
