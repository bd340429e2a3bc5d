import type { NetworkBuilder } from '../../network/builder.ts';
import { type At, addConvNorm, type ConvNorm } from './conv-norm.ts';
import type { Placement } from './placement.ts';
import { addResidual } from './residual.ts';
import { addSqueezeExcite, type SqueezeExcite } from './squeeze-excite.ts';

export interface InvertedResidual {
  /** Of the depthwise convolution. */
  readonly kernel: number;
  /** How much wider the block is inside. */
  readonly expansion: number;
  /** The gate behind the depthwise convolution, or true for MobileNetV3's with a quarter of the channels inside. */
  readonly squeezeExcite: boolean | SqueezeExcite;
}

/**
 * An inverted residual block, as in MobileNetV3 (arXiv:1905.02244, figure 4): expansion 1x1, depthwise convolution,
 * squeeze-excite, linear projection 1x1, residual where the shapes allow it.
 */
export function addInvertedResidual(
  net: NetworkBuilder,
  id: string,
  { kernel, expansion, squeezeExcite }: InvertedResidual,
  { channels, activation, stride, depth }: Placement,
  from: At,
): At {
  const wide = Math.round(from.channels * expansion);
  const expand: ConvNorm = { filters: wide, kernel: 1, stride: 1, fn: activation };
  let at = wide === from.channels ? from.id : addConvNorm(net, `${id}/expand`, expand, from.id).id;
  at = net.add(`${id}/depthwise/conv`, { op: 'depthwiseConv2d', kernel, stride, bias: false }, at);
  at = net.add(`${id}/depthwise/norm`, { op: 'batchNorm' }, at);
  at = net.add(`${id}/depthwise/act`, { op: 'activation', fn: activation }, at);
  const gate = squeezeExcite === true ? MOBILE_NET_V3(wide) : squeezeExcite;
  if (gate) at = addSqueezeExcite(net, `${id}/gate`, gate, { id: at, channels: wide });
  const projected = addConvNorm(net, `${id}/project`, { filters: channels, kernel: 1, stride: 1 }, at);
  if (stride !== 1 || from.channels !== channels) return projected;
  return { id: addResidual(net, id, { shortcut: from.id, branch: projected.id, depth }), channels };
}

/** Section 5.3. */
const MOBILE_NET_V3 = (channels: number): SqueezeExcite => ({
  channels: Math.ceil(channels / 4),
  activation: 'relu',
  gate: 'hardSigmoid',
});
