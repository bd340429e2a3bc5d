import { describe, expect, it } from 'vitest';
import { operatorsOf } from '../../lib/hardware/operators.ts';
import { randomStream } from '../../lib/math/random.ts';
import { networkBuilder } from '../../lib/network/builder.ts';
import { inferenceNetwork } from '../../lib/network/inference.ts';
import { definitionOf } from '../../lib/network/layers/index.ts';
import type { Layer, Network } from '../../lib/network/network.ts';
import { inferShapes, inputShapes } from '../../lib/network/shapes.ts';
import { createSpace, spaces } from '../../lib/space/registry.ts';
import { moduleExample } from '../space/module-example.ts';
import { PROBLEMS } from '../space/problems.ts';

const RELU: Layer = { op: 'activation', fn: 'relu' };
const conv: Layer = { op: 'conv2d', filters: 4, kernel: 3, stride: 1, bias: false };

/** conv -> norm -> relu, and a second reader of `shared` when it is given. */
function network(shared?: 'conv' | 'norm') {
  const net = networkBuilder([8, 8, 2]);
  const norm = net.add('norm', { op: 'batchNorm' }, net.add('conv', conv, 'input'));
  const relu = net.add('relu', RELU, norm);
  return net.finish(shared ? net.add('add', { op: 'add' }, relu, net.add('other', RELU, shared)) : relu);
}
/** Of every layer, those too that papers do not count. */
function workOf(trained: Network): number {
  const { nodes, ...rest } = inferenceNetwork(trained);
  const shapes = inferShapes({ nodes, ...rest });
  return nodes.reduce(
    (sum, { id, layer, inputs }) => sum + definitionOf(layer).macs(layer, inputShapes(inputs, shapes), shapes.get(id)!),
    0,
  );
}
const types = (shared?: 'conv' | 'norm') => operatorsOf(network(shared)).map(({ type }) => type);

describe('operatorsOf', () => {
  it('takes a convolution with what follows it for one operator', () => {
    const [operator, ...others] = operatorsOf(network());
    expect(others).toEqual([]);
    expect(operator).toMatchObject({ type: 'conv2d+batchNorm+activation', inputs: [[8, 8, 2]], output: [8, 8, 4] });
    expect(operator!.macs).toBe(workOf(network()));
    // input, output, kernel and the four weights of the batch norm
    expect(operator!.bytes).toBe(4 * (8 * 8 * 2 + 8 * 8 * 4 + 3 * 3 * 2 * 4 + 4 * 4));
  });

  it('does not look past a result that another node reads', () => {
    expect(types('conv')).toEqual(['conv2d', 'batchNorm+activation', 'activation', 'add']);
    expect(types('norm')).toEqual(['conv2d+batchNorm', 'activation', 'activation', 'add']);
  });

  it('signs by layers and input shapes, not by names', () => {
    const renamed = { ...network(), nodes: network().nodes };
    const other = networkBuilder([8, 8, 2]);
    const again = other.finish(
      other.add('b', RELU, other.add('n', { op: 'batchNorm' }, other.add('a', conv, 'input'))),
    );
    const larger = networkBuilder([9, 8, 2]);
    const wide = larger.finish(larger.add('conv', conv, 'input'));
    const signature = (of: typeof again) => operatorsOf(of)[0]!.signature;
    expect(signature(again)).toBe(signature(renamed));
    expect(signature(wide)).not.toBe(signature(again));
  });

  it.each(spaces)('accounts for every layer and all work of networks of $name', ({ name }) => {
    const space = createSpace(name === moduleExample.name ? moduleExample : { name });
    for (let seed = 0; seed < 20; seed++) {
      const sample = space.network(space.sample(randomStream(seed, 'operators')), PROBLEMS[name]!);
      const operators = operatorsOf(sample);
      expect(operators.flatMap(({ layers }) => layers)).toHaveLength(inferenceNetwork(sample).nodes.length);
      expect(operators.reduce((sum, { macs }) => sum + macs, 0)).toBe(workOf(sample));
    }
  });
});
