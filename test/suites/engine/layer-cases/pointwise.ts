import type { ActivationName, Layer } from '../../../../lib/network/network.ts';
import { between, CHANNELS, IMAGES, type NetworkCase } from './between.ts';

const functions: readonly ActivationName[] = [
  'relu',
  'relu6',
  'leakyRelu',
  'elu',
  'selu',
  'swish',
  'hardSwish',
  'gelu',
  'mish',
  'softplus',
  'sigmoid',
  'hardSigmoid',
  'tanh',
  'softmax',
];

const [IMAGE] = IMAGES as [(typeof IMAGES)[number]];

/** What a layer of any shape is tried on. */
const shapes: readonly (readonly [string, readonly Layer[]])[] = [
  ['an image', []],
  ['a sequence', [{ op: 'reshape', shape: [35, CHANNELS] }]],
  ['features', [{ op: 'flatten' }, { op: 'dense', units: 6, bias: true }]],
];

const on = (name: string, layer: Layer, but: readonly string[] = []): readonly NetworkCase[] =>
  shapes
    .filter(([shape]) => !but.includes(shape))
    .map(([shape, layers]) => ({ name: `${name} on ${shape}`, network: between(IMAGE, ...layers, layer) }));

export const pointwiseCases: readonly NetworkCase[] = [
  ...on('batchNorm', { op: 'batchNorm' }),
  ...on('layerNorm', { op: 'layerNorm' }),
  ...[1, 2, CHANNELS].flatMap((groups) => on(`groupNorm ${groups}`, { op: 'groupNorm', groups }, ['features'])),
  ...functions.map((fn) => ({ name: fn, network: between(IMAGE, { op: 'batchNorm' }, { op: 'activation', fn }) })),
  ...on('softmax', { op: 'activation', fn: 'softmax' }, ['an image']),
  ...on('dense', { op: 'dense', units: 5, bias: true }),
  ...on('dense without bias', { op: 'dense', units: 5, bias: false }, ['features']),
  ...on('slice', { op: 'slice', from: 1, size: 2 }),
  ...[2, CHANNELS].flatMap((groups) => on(`channelShuffle ${groups}`, { op: 'channelShuffle', groups }, ['features'])),
  { name: 'pad', network: between(IMAGE, { op: 'pad', top: 0, bottom: 2, left: 3, right: 1 }) },
  ...([2, 3] as const).flatMap((factor) =>
    (['nearest', 'bilinear'] as const).map((method) => ({
      name: `resize x${factor}, ${method}`,
      network: between(IMAGE, { op: 'resize', factor, method }),
    })),
  ),
  ...[0.4, 0.5, 1.3].map((factor) => ({
    name: `resize x${factor}, bilinear`,
    network: between(IMAGE, { op: 'resize', factor, method: 'bilinear' }),
  })),
  { name: 'resize of one row', network: between([1, 5, 2], { op: 'resize', factor: 2, method: 'bilinear' }) },
];
