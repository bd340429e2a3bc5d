import { describe, expect, it } from 'vitest';
import { networkBuilder } from '../../lib/network/builder.ts';
import { counts } from '../../lib/network/counts.ts';
import { inferenceNetwork } from '../../lib/network/inference.ts';
import type { Network } from '../../lib/network/network.ts';
import { weightSpecs } from '../../lib/network/weights.ts';
import { relu } from './networks.ts';

/** A residual branch of three dropping layers in a row, a dropping layer at the end, an auxiliary classifier on `a`. */
function trained(): Network {
  const net = networkBuilder([6]);
  const a = net.add('a', relu, net.add('first', { op: 'dropout', of: 'features' }, 'input'));
  let branch = net.add('b', { op: 'dense', units: 6, bias: true }, a);
  for (const i of [0, 1]) branch = net.add(`drop${i}`, { op: 'dropout', of: 'features' }, branch);
  branch = net.add('path', { op: 'dropPath', share: 1 }, branch);
  const sum = net.add('sum', { op: 'add' }, a, branch);
  const auxiliary = net.add('auxiliary', { op: 'dense', units: 6, bias: true }, a);
  return net.finish(net.add('last', { op: 'dropout', of: 'features' }, sum), { auxiliary });
}

describe('the part of a network that answers', () => {
  it('has no layers that drop, and no auxiliary classifier', () => {
    expect(inferenceNetwork(trained())).toEqual({
      input: [6],
      nodes: [
        { id: 'a', layer: relu, inputs: ['input'] },
        { id: 'b', layer: { op: 'dense', units: 6, bias: true }, inputs: ['a'] },
        { id: 'sum', layer: { op: 'add' }, inputs: ['a', 'b'] },
      ],
      output: 'sum',
    });
  });

  it('is what a network costs', () => {
    const network = trained();
    expect(counts(network)).toEqual(counts(inferenceNetwork(network)));
    expect(counts(network).parameters).toBe(6 * 6 + 6);
    expect(weightSpecs(network).map(({ name }) => name)).toContain('auxiliary/kernel');
  });

  it('is all of a network that has nothing for training only', () => {
    const net = networkBuilder([8, 8, 1]);
    const network = net.finish(net.add('a', relu, 'input'), { strides: [1] });
    expect(inferenceNetwork(network)).toEqual(network);
  });
});

describe('a network with an auxiliary classifier', () => {
  it('must have the node that it names', () => {
    const net = networkBuilder([6]);
    expect(() => net.finish(net.add('a', relu, 'input'), { auxiliary: 'b' })).toThrow('auxiliary b: no such node');
  });
});
