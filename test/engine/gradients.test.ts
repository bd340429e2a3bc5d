import { describe, expect, it } from 'vitest';
import { gradientNodes } from '../../lib/engine/gradients.ts';
import { networkBuilder } from '../../lib/network/builder.ts';
import { withAuxiliary } from '../suites/engine/auxiliary.ts';
import { branching } from './graph/networks.ts';

describe('the nodes that gradients pass', () => {
  it('end at a zero', () => {
    const network = branching();
    const passed = gradientNodes(network);
    expect(network.nodes.map(({ id }) => id).filter((id) => !passed.has(id))).toEqual(['dead', 'zero']);
  });

  it('begin at the first weights', () => {
    const net = networkBuilder([4, 4, 1]);
    const half = net.add('half', { op: 'avgPool', kernel: 2, stride: 2 }, 'input');
    const flat = net.add('flat', { op: 'flatten' }, half);
    const network = net.finish(net.add('last', { op: 'dense', units: 2, bias: true }, flat));
    expect([...gradientNodes(network)]).toEqual(['last']);
  });

  it('lead to the auxiliary classifier too', () => {
    expect(gradientNodes(withAuxiliary()).has('beside/conv')).toBe(true);
  });
});
