import fc from 'fast-check';
import { type NetworkBuilder, networkBuilder } from '../../lib/network/builder.ts';
import type { Layer, Network } from '../../lib/network/network.ts';

export const relu: Layer = { op: 'activation', fn: 'relu' };

const size = fc.integer({ min: 1, max: 4 });
const window = { kernel: size, stride: fc.constant(1) };

/** Layers that keep [6, 5, 4]: they can read any earlier node. */
const keeping: fc.Arbitrary<Layer> = fc.oneof(
  fc.record({ op: fc.constant('conv2d'), filters: fc.constant(4), ...window, bias: fc.boolean() }),
  fc.record({ op: fc.constant('depthwiseConv2d'), ...window, bias: fc.boolean(), dilation: size }),
  fc.record({ op: fc.constantFrom('maxPool', 'avgPool'), ...window }),
  fc.constantFrom<Layer>({ op: 'batchNorm' }, { op: 'layerNorm' }, { op: 'groupNorm', groups: 2 }, relu),
  fc.constantFrom<Layer>({ op: 'channelShuffle', groups: 2 }, { op: 'zero' }, { op: 'add' }),
) as fc.Arbitrary<Layer>;

const choice = fc.record({ layer: keeping, reads: fc.array(fc.nat(), { minLength: 2, maxLength: 3 }) });

/** Any graph of up to 20 layers; those that nothing reads are left out. */
export const anyNetwork: fc.Arbitrary<Network> = fc.array(choice, { minLength: 1, maxLength: 20 }).map((choices) => {
  const net = networkBuilder([6, 5, 4]);
  const ids = ['input'];
  for (const { layer, reads } of choices) ids.push(add(net, ids, layer, reads));
  return net.finish(
    net.add('dense', { op: 'dense', units: 2, bias: true }, net.add('flat', { op: 'flatten' }, ids.at(-1)!)),
  );
});

function add(net: NetworkBuilder, ids: readonly string[], layer: Layer, reads: readonly number[]): string {
  const inputs = (layer.op === 'add' ? reads : reads.slice(0, 1)).map((at) => ids[at % ids.length]!);
  return net.add(`node${ids.length}`, layer, ...inputs);
}
