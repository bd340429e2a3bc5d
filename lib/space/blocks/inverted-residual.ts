import type { NetworkBuilder } from '../../network/builder.ts';
import { type At, addConvNorm, type ConvNorm } from './conv-norm.ts';
import type { Placement } from './placement.ts';
import { addResidual } from './residual.ts';

export interface InvertedResidual {
  /** Of the depthwise convolution. */
  readonly kernel: number;
  /** How much wider the block is inside. */
  readonly expansion: number;
  readonly squeezeExcite: boolean;
}

/**
 * An inverted residual block, as in MobileNetV3 (arXiv:1905.02244, figure 4): expansion 1x1, depthwise convolution,
 * squeeze-excite, linear projection 1x1, residual where the shapes allow it.
 */
export function addInvertedResidual(
  net: NetworkBuilder,
  id: string,
  block: InvertedResidual,
  { channels, activation, stride, depth }: Placement,
  from: At,
): At {
  const wide = from.channels * block.expansion;
  const expansion: ConvNorm = { filters: wide, kernel: 1, stride: 1, fn: activation };
  let at = block.expansion === 1 ? from.id : addConvNorm(net, `${id}/expand`, expansion, from.id).id;
  at = net.add(`${id}/depthwise/conv`, { op: 'depthwiseConv2d', kernel: block.kernel, stride, bias: false }, at);
  at = net.add(`${id}/depthwise/norm`, { op: 'batchNorm' }, at);
  at = net.add(`${id}/depthwise/act`, { op: 'activation', fn: activation }, at);
  if (block.squeezeExcite) at = squeezeExcite(net, `${id}/gate`, wide, at);
  const projected = addConvNorm(net, `${id}/project`, { filters: channels, kernel: 1, stride: 1 }, at);
  if (stride !== 1 || from.channels !== channels) return projected;
  return { id: addResidual(net, id, { shortcut: from.id, branch: projected.id, depth }), channels };
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
