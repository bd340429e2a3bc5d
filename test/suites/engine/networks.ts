import { networkBuilder } from '../../../lib/network/builder.ts';
import type { ActivationName, Layer, Network, NetworkNode, Shape } from '../../../lib/network/network.ts';
import { cellNetwork } from '../../../lib/space/nasbench201/network.ts';

export interface NetworkCase {
  readonly name: string;
  readonly network: Network;
}

export const CLASSES = 3;

/** Odd sizes, and even ones: `same` pads strides differently in each. */
const IMAGES: readonly Shape[] = [
  [7, 5, 2],
  [6, 8, 2],
];

const conv = (filters: number, kernel: number, stride = 1, bias = true): Layer => ({
  op: 'conv2d',
  filters,
  kernel,
  stride,
  bias,
});

/** A layer between a convolution, whose weights get their gradient through it, and a dense layer on every output. */
function between(input: Shape, ...layers: readonly Layer[]): Network {
  const net = networkBuilder(input);
  const last = layers.reduce((at, layer, i) => net.add(`layer${i}`, layer, at), net.add('first', conv(4, 3), 'input'));
  const flat = net.add('flat', { op: 'flatten' }, last);
  return net.finish(net.add('last', { op: 'dense', units: CLASSES, bias: true }, flat));
}

const windows = [
  [1, 1],
  [1, 2],
  [2, 2],
  [3, 1],
  [3, 2],
  [5, 2],
] as const;

const windowed = IMAGES.flatMap((image) =>
  windows.flatMap(([kernel, stride]): NetworkCase[] => {
    const at = `${kernel}x${kernel} stride ${stride} on ${image[0]}x${image[1]}`;
    return [
      { name: `conv2d ${at}`, network: between(image, conv(3, kernel, stride, false)) },
      {
        name: `depthwiseConv2d ${at}`,
        network: between(image, { op: 'depthwiseConv2d', kernel, stride, bias: true }),
      },
      { name: `maxPool ${at}`, network: between(image, { op: 'maxPool', kernel, stride }) },
      { name: `avgPool ${at}`, network: between(image, { op: 'avgPool', kernel, stride }) },
    ];
  }),
);

const functions: readonly ActivationName[] = ['relu', 'relu6', 'hardSwish', 'swish', 'sigmoid', 'hardSigmoid'];
const [IMAGE] = IMAGES as [Shape];

function branches(join: (net: ReturnType<typeof networkBuilder>, a: string, b: string) => string): Network {
  const net = networkBuilder(IMAGE);
  const joined = join(net, net.add('a', conv(4, 3), 'input'), net.add('b', conv(4, 1), 'input'));
  const pooled = net.add('pool', { op: 'globalAvgPool' }, joined);
  return net.finish(net.add('last', { op: 'dense', units: CLASSES, bias: false }, pooled));
}

/** Every layer, at the places where implementations go wrong. */
export const layerCases: readonly NetworkCase[] = [
  ...windowed,
  { name: 'batchNorm', network: between(IMAGE, { op: 'batchNorm' }) },
  ...functions.map((fn) => ({ name: fn, network: between(IMAGE, { op: 'batchNorm' }, { op: 'activation', fn }) })),
  { name: 'globalAvgPool', network: branches((_net, a) => a) },
  { name: 'add', network: branches((net, a, b) => net.add('join', { op: 'add' }, a, b, a)) },
  { name: 'concat', network: branches((net, a, b) => net.add('join', { op: 'concat' }, a, b)) },
  {
    name: 'scale',
    network: branches((net, a, b) => {
      const squeezed = net.add('squeeze', { op: 'globalAvgPool' }, b);
      const gate = net.add('gate', { op: 'activation', fn: 'sigmoid' }, squeezed);
      return net.add('join', { op: 'scale' }, a, gate);
    }),
  },
  {
    name: 'zero',
    network: branches((net, a, b) => net.add('join', { op: 'add' }, a, net.add('nothing', { op: 'zero' }, b))),
  },
];

/** A small NAS-Bench-201 network: all operations of its cell in one. */
export const cell: NetworkCase = {
  name: 'a NAS-Bench-201 cell',
  network: cellNetwork(
    ['nor_conv_3x3', 'nor_conv_1x1', 'avg_pool_3x3', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3'],
    { channels: 4, cells: 1, stemStride: 2 },
    { input: [16, 16, 1], classes: CLASSES },
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
