import { describe, expect, it } from 'vitest';
import { networkBuilder } from '../../lib/network/builder.ts';
import { counts } from '../../lib/network/counts.ts';
import type { Layer, Network } from '../../lib/network/network.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import { weightSpecs } from '../../lib/network/weights.ts';

const relu: Layer = { op: 'activation', fn: 'relu' };

/** conv16, conv32 /2, conv32, depthwise, conv1x1 64, pool, dense: each convolution with batch norm and ReLU. */
function smallCnn(): Network {
  const net = networkBuilder([28, 28, 1]);
  let at = 'input';
  const layers: Layer[] = [
    { op: 'conv2d', filters: 16, kernel: 3, stride: 1, bias: false },
    { op: 'conv2d', filters: 32, kernel: 3, stride: 2, bias: false },
    { op: 'conv2d', filters: 32, kernel: 3, stride: 1, bias: false },
    { op: 'depthwiseConv2d', kernel: 3, stride: 1, bias: false },
    { op: 'conv2d', filters: 64, kernel: 1, stride: 1, bias: false },
  ];
  for (const [i, layer] of layers.entries()) {
    at = net.add(`relu${i}`, relu, net.add(`norm${i}`, { op: 'batchNorm' }, net.add(`conv${i}`, layer, at)));
  }
  return net.finish(
    net.add('dense', { op: 'dense', units: 10, bias: true }, net.add('pool', { op: 'globalAvgPool' }, at)),
  );
}

describe('counts', () => {
  it('are those of a network counted by hand', () => {
    const { parameters, macs, peakActivationBytes } = counts(smallCnn());
    const kernels = 9 * 16 + 9 * 16 * 32 + 9 * 32 * 32 + 9 * 32 + 32 * 64;
    expect(parameters).toBe(kernels + 2 * (16 + 32 + 32 + 32 + 64) + 650);
    const convolutions = 784 * 9 * 16 + 196 * (9 * 16 * 32 + 9 * 32 * 32 + 9 * 32 + 32 * 64);
    const norms = 784 * 16 + 196 * (32 + 32 + 32 + 64);
    expect(macs).toBe(convolutions + norms + 196 * 64 + 640);
    // Batch norm of the first convolution: its input and its output are alive together.
    expect(peakActivationBytes).toBe(4 * 2 * 784 * 16);
  });

  it('keep a tensor alive while a shortcut needs it', () => {
    const net = networkBuilder([4, 4, 2]);
    const a = net.add('a', relu, 'input');
    const b = net.add('b', relu, a);
    const c = net.add('c', relu, b);
    expect(counts(net.finish(net.add('sum', { op: 'add' }, a, c))).peakActivationBytes).toBe(4 * 3 * 32);
  });
});

describe('shapes', () => {
  it('halve odd sizes upwards', () => {
    const net = networkBuilder([7, 5, 3]);
    const shapes = inferShapes(net.finish(net.add('pool', { op: 'maxPool', kernel: 3, stride: 2 }, 'input')));
    expect(shapes.get('pool')).toEqual([4, 3, 3]);
  });

  const node = (id: string, layer: Layer, ...inputs: string[]) => ({ id, layer, inputs });
  it.each<[string, Network, RegExp]>([
    ['an unknown input', { input: [4], nodes: [node('a', relu, 'b')], output: 'a' }, /node a .*input b/],
    [
      'an id used twice',
      { input: [4], nodes: [node('a', relu, 'input'), node('a', relu, 'a')], output: 'a' },
      /node a: .*twice/,
    ],
    ['no output', { input: [4], nodes: [], output: 'z' }, /output z/],
    [
      'an idle node',
      { input: [4], nodes: [node('a', relu, 'input'), node('b', relu, 'input')], output: 'b' },
      /node a: does not reach/,
    ],
    [
      'no image',
      { input: [4], nodes: [node('a', { op: 'globalAvgPool' }, 'input')], output: 'a' },
      /node a .*\[height, width, channels\], got \[4\]/,
    ],
    [
      'no filters',
      {
        input: [4, 4, 1],
        nodes: [node('a', { op: 'conv2d', filters: 0, kernel: 3, stride: 1, bias: false }, 'input')],
        output: 'a',
      },
      /node a .*filters is 0/,
    ],
    [
      'unequal shapes',
      {
        input: [4, 4, 1],
        nodes: [node('p', { op: 'maxPool', kernel: 2, stride: 2 }, 'input'), node('a', { op: 'add' }, 'p', 'input')],
        output: 'a',
      },
      /node a .*\[2, 2, 1\] and \[4, 4, 1\]/,
    ],
  ])('reject %s', (_case, network, message) => {
    expect(() => inferShapes(network)).toThrow(message);
  });
});

describe('weights', () => {
  it('are named after their nodes, in order, and decay only in kernels', () => {
    const specs = weightSpecs(smallCnn());
    expect(specs.slice(0, 5).map(({ name }) => name)).toEqual([
      'conv0/kernel',
      'norm0/gamma',
      'norm0/beta',
      'norm0/mean',
      'norm0/variance',
    ]);
    expect(specs.filter(({ decay }) => decay).every(({ name }) => name.endsWith('/kernel'))).toBe(true);
    expect(specs.filter(({ trainable }) => !trainable)).toHaveLength(10);
  });
});
