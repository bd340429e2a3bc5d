import { networkBuilder } from '../../../lib/network/builder.ts';
import type { ActivationName, Layer, Network, NetworkNode } from '../../../lib/network/network.ts';
import { cellNetwork } from '../../../lib/space/nasbench201/network.ts';
import { CLASSES, conv, type NetworkCase } from './layer-cases/between.ts';
import { convolutionCases } from './layer-cases/convolution.ts';
import { mergingCases } from './layer-cases/merging.ts';
import { pointwiseCases } from './layer-cases/pointwise.ts';
import { sequenceCases } from './layer-cases/sequence.ts';

export { CLASSES, type NetworkCase } from './layer-cases/between.ts';

/** Every layer, at the places where implementations go wrong. */
export const layerCases: readonly NetworkCase[] = [
  ...convolutionCases,
  ...pointwiseCases,
  ...mergingCases,
  ...sequenceCases,
];

/** A small NAS-Bench-201 network: all operations of its cell in one. */
export const cell: NetworkCase = {
  name: 'a NAS-Bench-201 cell',
  network: cellNetwork(
    ['nor_conv_3x3', 'nor_conv_1x1', 'avg_pool_3x3', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3'],
    { channels: 4, cells: 1, stemStride: 2 },
    { task: 'classification', input: [16, 16, 1], classes: CLASSES },
  ),
};

/** A small MobileNetV3-like network: depthwise convolutions, squeeze-excite, hard swish. */
export const mobile: NetworkCase = { name: 'a MobileNet-like network', network: mobileLike() };

function mobileLike(): Network {
  const net = networkBuilder([16, 16, 1]);
  let at = norm('stem', net.add('stem', conv(8, 3, 2, false), 'input'), 'hardSwish');
  at = block('block0', at, 8, 1, 'relu');
  at = block('block1', at, 8, 2, 'hardSwish');
  const pooled = net.add(
    'pool',
    { op: 'globalAvgPool' },
    norm('head', net.add('head', conv(16, 1, 1, false), at), 'hardSwish'),
  );
  return net.finish(net.add('dense', { op: 'dense', units: CLASSES, bias: true }, pooled));

  function norm(id: string, from: string, fn?: ActivationName): string {
    const normed = net.add(`${id}/norm`, { op: 'batchNorm' }, from);
    return fn ? net.add(`${id}/act`, { op: 'activation', fn }, normed) : normed;
  }

  function block(id: string, from: string, channels: number, stride: number, fn: ActivationName): string {
    const wide = norm(`${id}/expand`, net.add(`${id}/expand`, conv(2 * channels, 1, 1, false), from), fn);
    const depthwise: Layer = { op: 'depthwiseConv2d', kernel: 3, stride, bias: false };
    const deep = norm(`${id}/depthwise`, net.add(`${id}/depthwise`, depthwise, wide), fn);
    const squeezed = net.add(`${id}/squeeze`, { op: 'globalAvgPool' }, deep);
    const reduced = net.add(`${id}/reduce`, { op: 'dense', units: channels / 2, bias: true }, squeezed);
    const active = net.add(`${id}/relu`, { op: 'activation', fn: 'relu' }, reduced);
    const restored = net.add(`${id}/restore`, { op: 'dense', units: 2 * channels, bias: true }, active);
    const gate = net.add(`${id}/gate`, { op: 'activation', fn: 'hardSigmoid' }, restored);
    const scaled = net.add(`${id}/scale`, { op: 'scale' }, deep, gate);
    const projected = norm(`${id}/project`, net.add(`${id}/project`, conv(channels, 1, 1, false), scaled));
    return stride === 1 ? net.add(`${id}/add`, { op: 'add' }, from, projected) : projected;
  }
}

/** The network with activations that have no kinks, for difference quotients through many layers. */
export function smooth({ name, network }: NetworkCase): NetworkCase {
  const nodes = network.nodes.map((node): NetworkNode => {
    if (node.layer.op !== 'activation') return node;
    return { ...node, layer: { op: 'activation', fn: node.layer.fn === 'hardSigmoid' ? 'sigmoid' : 'swish' } };
  });
  return { name: `${name}, smoothed`, network: { ...network, nodes } };
}
