import { type NetworkBuilder, networkBuilder } from '../../network/builder.ts';
import type { ActivationName, Layer, Network } from '../../network/network.ts';
import type { Problem } from '../space.ts';
import type { Block, Stage } from './choices.ts';

export interface Skeleton {
  readonly stem: { readonly channels: number; readonly stride: number };
  /** Stride of each stage's first block. */
  readonly strides: readonly number[];
  /** Channels of the convolution 1x1 before the pooling. */
  readonly head: number;
}

interface At {
  readonly id: string;
  readonly channels: number;
}

/**
 * Inverted residual blocks between a stem and a head, as in MobileNetV3 (arXiv:1905.02244, table 1 and figure 4):
 * expansion 1x1, depthwise convolution, squeeze-excite, linear projection 1x1, residual where the shapes allow it.
 */
export function mobileNetwork(
  stages: readonly Stage[],
  { stem, strides, head }: Skeleton,
  { input, classes }: Problem,
): Network {
  const net = networkBuilder(input);
  let at = convNorm(
    net,
    'stem',
    { filters: stem.channels, kernel: 3, stride: stem.stride, fn: stages[0]!.activation },
    'input',
  );
  stages.forEach(({ channels, activation, blocks }, s) => {
    blocks.forEach((block, b) => {
      at = addBlock(net, `stage${s}/block${b}`, block, { channels, activation, stride: b === 0 ? strides[s]! : 1 }, at);
    });
  });
  at = convNorm(net, 'head', { filters: head, kernel: 1, stride: 1, fn: stages.at(-1)!.activation }, at.id);
  const pooled = net.add('head/pool', { op: 'globalAvgPool' }, at.id);
  return net.finish(net.add('head/dense', { op: 'dense', units: classes, bias: true }, pooled));
}

type Convolution = {
  readonly filters: number;
  readonly kernel: number;
  readonly stride: number;
  readonly fn?: ActivationName;
};

function convNorm(net: NetworkBuilder, id: string, { filters, kernel, stride, fn }: Convolution, from: string): At {
  const conv: Layer = { op: 'conv2d', filters, kernel, stride, bias: false };
  const norm = net.add(`${id}/norm`, { op: 'batchNorm' }, net.add(`${id}/conv`, conv, from));
  return { id: fn ? net.add(`${id}/act`, { op: 'activation', fn }, norm) : norm, channels: filters };
}

type Placement = { readonly channels: number; readonly activation: ActivationName; readonly stride: number };

function addBlock(
  net: NetworkBuilder,
  id: string,
  block: Block,
  { channels, activation, stride }: Placement,
  from: At,
): At {
  const wide = from.channels * block.expansion;
  const expansion: Convolution = { filters: wide, kernel: 1, stride: 1, fn: activation };
  let at = block.expansion === 1 ? from.id : convNorm(net, `${id}/expand`, expansion, from.id).id;
  at = net.add(`${id}/depthwise/conv`, { op: 'depthwiseConv2d', kernel: block.kernel, stride, bias: false }, at);
  at = net.add(`${id}/depthwise/norm`, { op: 'batchNorm' }, at);
  at = net.add(`${id}/depthwise/act`, { op: 'activation', fn: activation }, at);
  if (block.squeezeExcite) at = squeezeExcite(net, `${id}/gate`, wide, at);
  const projected = convNorm(net, `${id}/project`, { filters: channels, kernel: 1, stride: 1 }, at);
  if (stride !== 1 || from.channels !== channels) return projected;
  return { id: net.add(`${id}/add`, { op: 'add' }, from.id, projected.id), channels };
}

/** Squeeze-excite with a quarter of the channels inside and a hard sigmoid gate (arXiv:1905.02244, section 5.3). */
function squeezeExcite(net: NetworkBuilder, id: string, channels: number, at: string): string {
  const squeezed = net.add(`${id}/pool`, { op: 'globalAvgPool' }, at);
  const reduced = net.add(`${id}/reduce`, { op: 'dense', units: Math.ceil(channels / 4), bias: true }, squeezed);
  const active = net.add(`${id}/relu`, { op: 'activation', fn: 'relu' }, reduced);
  const restored = net.add(`${id}/expand`, { op: 'dense', units: channels, bias: true }, active);
  const gate = net.add(`${id}/sigmoid`, { op: 'activation', fn: 'hardSigmoid' }, restored);
  return net.add(`${id}/scale`, { op: 'scale' }, at, gate);
}
