import { describe, expect, it } from 'vitest';
import { networkBuilder } from '../../lib/network/builder.ts';
import type { Layer, Network } from '../../lib/network/network.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import { relu } from './networks.ts';

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
