import { describe, expect, it } from 'vitest';
import { networkBuilder } from '../../lib/network/builder.ts';
import { relu } from './networks.ts';

describe('the network builder', () => {
  it('leaves out what does not reach the output, and its weights', () => {
    const net = networkBuilder([4, 4, 1]);
    const idle = net.add('idle', { op: 'conv2d', filters: 2, kernel: 3, stride: 1, bias: true }, 'input');
    net.add('after', relu, idle);
    const kept = net.add('kept', relu, 'input');
    expect(net.finish(kept)).toEqual({
      input: [4, 4, 1],
      nodes: [{ id: 'kept', layer: relu, inputs: ['input'] }],
      output: 'kept',
    });
  });

  it.each(['twice', 'input'])('rejects a second %s', (id) => {
    const net = networkBuilder([4]);
    net.add('twice', relu, 'input');
    expect(() => net.finish(net.add(id, relu, 'twice'))).toThrow(`node ${id}: the id is used twice`);
  });
});
