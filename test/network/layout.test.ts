import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCnn } from '../../bench/small-cnn.ts';
import { networkBuilder } from '../../lib/network/builder.ts';
import { layout } from '../../lib/network/layout.ts';
import type { Layer } from '../../lib/network/network.ts';
import { anyNetwork, relu } from './networks.ts';

const conv = (kernel: number): Layer => ({ op: 'conv2d', filters: 4, kernel, stride: 1, bias: false });

describe('the layout', () => {
  it('draws a convolution with its batch norm and ReLU as one', () => {
    const { nodes, edges } = layout(smallCnn());
    expect(nodes.map(({ label }) => label)).toEqual([
      'input',
      'conv 3x3, 16',
      'conv 3x3, 32 /2',
      'conv 3x3, 32',
      'depthwise 3x3',
      'conv 1x1, 64',
      'global average pool',
      'dense, 10',
    ]);
    expect(nodes.map(({ rank }) => rank)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(edges.slice(0, 2)).toEqual([
      { from: 'input', to: 'relu0' },
      { from: 'relu0', to: 'relu1' },
    ]);
  });

  it('draws an activation apart where something else reads what comes before it', () => {
    const net = networkBuilder([4, 4, 1]);
    const a = net.add('a', conv(3), 'input');
    const sum = net.add('sum', { op: 'add' }, a, net.add('b', relu, a));
    expect(layout(net.finish(sum)).nodes).toMatchObject([
      { id: 'input', layer: 'input', rank: 0 },
      { id: 'a', layer: 'conv2d', rank: 1 },
      { id: 'b', label: 'relu', layer: 'activation', rank: 2 },
      { id: 'sum', layer: 'add', rank: 3 },
    ]);
  });

  it('puts branches in the order of what they read', () => {
    const net = networkBuilder([4, 4, 1]);
    const [a, b] = [net.add('a', conv(1), 'input'), net.add('b', conv(3), 'input')];
    const [c, d] = [net.add('c', conv(5), b), net.add('d', conv(7), a)];
    const rows = new Map(layout(net.finish(net.add('sum', { op: 'add' }, c, d))).nodes.map(({ id, row }) => [id, row]));
    expect(rows.get('a')! < rows.get('b')!).toBe(rows.get('d')! < rows.get('c')!);
  });

  it('gives every node a place of its own, one rank after the last of its inputs', () => {
    fc.assert(
      fc.property(anyNetwork, (network) => {
        const { nodes, edges } = layout(network);
        const rank = new Map(nodes.map((node) => [node.id, node.rank]));
        expect(new Set(nodes.map((node) => `${node.rank}/${node.row}`)).size).toBe(nodes.length);
        for (const { id } of nodes) {
          const before = edges.filter(({ to }) => to === id).map(({ from }) => rank.get(from)!);
          expect(rank.get(id)).toBe(id === 'input' ? 0 : Math.max(...before) + 1);
        }
        expect(rank.has(network.output)).toBe(true);
      }),
    );
  });
});
