import { type NetworkBuilder, networkBuilder } from '../../../lib/network/builder.ts';
import type { ActivationName, Layer, Network } from '../../../lib/network/network.ts';

interface Bottleneck {
  readonly kernel: number;
  readonly expanded: number;
  readonly filters: number;
  readonly squeeze: boolean;
  readonly fn: ActivationName;
  readonly stride: number;
}

const bottleneck = (
  kernel: number,
  expanded: number,
  filters: number,
  squeeze: boolean,
  fn: ActivationName,
  stride: number,
): Bottleneck => ({ kernel, expanded, filters, squeeze, fn, stride });

/** Table 2 of arXiv:1905.02244. */
const BOTTLENECKS: readonly Bottleneck[] = [
  bottleneck(3, 16, 16, true, 'relu', 2),
  bottleneck(3, 72, 24, false, 'relu', 2),
  bottleneck(3, 88, 24, false, 'relu', 1),
  bottleneck(5, 96, 40, true, 'hardSwish', 2),
  bottleneck(5, 240, 40, true, 'hardSwish', 1),
  bottleneck(5, 240, 40, true, 'hardSwish', 1),
  bottleneck(5, 120, 48, true, 'hardSwish', 1),
  bottleneck(5, 144, 48, true, 'hardSwish', 1),
  bottleneck(5, 288, 96, true, 'hardSwish', 2),
  bottleneck(5, 576, 96, true, 'hardSwish', 1),
  bottleneck(5, 576, 96, true, 'hardSwish', 1),
];

/** MobileNetV3-Small at 96 pixels for ten classes, without dropout; squeeze-excite as in Keras' own. */
export function mobileNetV3Small(): Network {
  const net = networkBuilder([96, 96, 3]);
  let at = convNorm(net, 'stem', conv(16, 3, 2), 'hardSwish', 'input');
  let channels = 16;
  for (const [i, block] of BOTTLENECKS.entries()) {
    at = addBottleneck(net, `block${i}`, block, channels, at);
    channels = block.filters;
  }
  at = convNorm(net, 'last', conv(576, 1, 1), 'hardSwish', at);
  at = net.add('pool', { op: 'globalAvgPool' }, at);
  at = net.add('wide', { op: 'dense', units: 1024, bias: true }, at);
  at = net.add('wide/act', { op: 'activation', fn: 'hardSwish' }, at);
  return net.finish(net.add('logits', { op: 'dense', units: 10, bias: true }, at));
}

function addBottleneck(net: NetworkBuilder, id: string, block: Bottleneck, channels: number, from: string): string {
  const { kernel, expanded, filters, squeeze, fn, stride } = block;
  let at = expanded === channels ? from : convNorm(net, `${id}/expand`, conv(expanded, 1, 1), fn, from);
  at = convNorm(net, `${id}/depthwise`, { op: 'depthwiseConv2d', kernel, stride, bias: false }, fn, at);
  if (squeeze) at = squeezeExcite(net, `${id}/gate`, expanded, at);
  at = convNorm(net, `${id}/project`, conv(filters, 1, 1), undefined, at);
  return stride === 1 && channels === filters ? net.add(`${id}/add`, { op: 'add' }, from, at) : at;
}

const conv = (filters: number, kernel: number, stride: number): Layer => ({
  op: 'conv2d',
  filters,
  kernel,
  stride,
  bias: false,
});

function convNorm(net: NetworkBuilder, id: string, layer: Layer, fn: ActivationName | undefined, from: string): string {
  const norm = net.add(`${id}/norm`, { op: 'batchNorm' }, net.add(`${id}/conv`, layer, from));
  return fn ? net.add(`${id}/act`, { op: 'activation', fn }, norm) : norm;
}

function squeezeExcite(net: NetworkBuilder, id: string, channels: number, at: string): string {
  const squeezed = net.add(`${id}/pool`, { op: 'globalAvgPool' }, at);
  const reduced = net.add(`${id}/reduce`, { op: 'dense', units: squeezedChannels(channels), bias: true }, squeezed);
  const active = net.add(`${id}/relu`, { op: 'activation', fn: 'relu' }, reduced);
  const restored = net.add(`${id}/restore`, { op: 'dense', units: channels, bias: true }, active);
  return net.add(
    `${id}/scale`,
    { op: 'scale' },
    at,
    net.add(`${id}/sigmoid`, { op: 'activation', fn: 'hardSigmoid' }, restored),
  );
}

/** A quarter, as a multiple of eight that is not more than a tenth smaller (Keras' `_depth`). */
function squeezedChannels(channels: number): number {
  const quarter = channels / 4;
  const rounded = Math.max(8, Math.floor((quarter + 4) / 8) * 8);
  return rounded < 0.9 * quarter ? rounded + 8 : rounded;
}
