import { describe, expect, it } from 'vitest';
import { networkBuilder } from '../../../lib/network/builder.ts';
import { blocksOf } from '../../../lib/report/drawing/blocks.ts';
import { cellNetwork, deepMobileNetwork } from './networks.ts';

const conv = { op: 'conv2d', filters: 4, kernel: 3, stride: 1, bias: false } as const;
const relu = { op: 'activation', fn: 'relu' } as const;
const norm = { op: 'batchNorm' } as const;

describe('blocksOf', () => {
  it('joins normalisation and activation to the layer before them', () => {
    const net = networkBuilder([8, 8, 1]);
    const at = net.add('act', relu, net.add('norm', norm, net.add('conv', conv, 'input')));
    const blocks = blocksOf(net.finish(net.add('next', conv, at)));
    expect(blocks.map(({ label, layers }) => [label, layers])).toEqual([
      ['input', []],
      ['conv 3x3, 4', ['conv 3x3, 4', 'batch norm', 'relu']],
      ['conv 3x3, 4', ['conv 3x3, 4']],
    ]);
  });

  it('joins them to the layer after where something else reads the layer before', () => {
    const net = networkBuilder([8, 8, 1]);
    const stem = net.add('stem', conv, 'input');
    const branch = net.add('conv', conv, net.add('relu', relu, stem));
    const blocks = blocksOf(net.finish(net.add('sum', { op: 'add' }, stem, branch)));
    expect(blocks.map(({ layers }) => layers)).toEqual([[], ['conv 3x3, 4'], ['relu', 'conv 3x3, 4'], ['add']]);
    expect(blocks.at(-1)!.inputs).toEqual(['stem', 'conv']);
  });

  it.each([
    ['cells', cellNetwork(2)],
    ['mobile', deepMobileNetwork()],
  ])('shows every layer of %s once, inputs before readers', (_, network) => {
    const blocks = blocksOf(network);
    expect(blocks.flatMap(({ layers }) => layers)).toHaveLength(network.nodes.length);
    for (const [i, { inputs }] of blocks.entries()) {
      const before = blocks.slice(0, i).map(({ id }) => id);
      expect(before).toEqual(expect.arrayContaining([...inputs]));
    }
  });
});
