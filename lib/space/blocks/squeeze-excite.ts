import type { NetworkBuilder } from '../../network/builder.ts';
import type { ActivationName } from '../../network/network.ts';
import type { At } from './conv-norm.ts';

export interface SqueezeExcite {
  /** Inside. */
  readonly channels: number;
  readonly activation: ActivationName;
  readonly gate: 'sigmoid' | 'hardSigmoid';
}

/** Weighs each channel by what all channels are like on average (arXiv:1709.01507, section 3). */
export function addSqueezeExcite(
  net: NetworkBuilder,
  id: string,
  { channels, activation, gate }: SqueezeExcite,
  from: At,
): string {
  const squeezed = net.add(`${id}/pool`, { op: 'globalAvgPool' }, from.id);
  const reduced = net.add(`${id}/reduce`, { op: 'dense', units: channels, bias: true }, squeezed);
  const active = net.add(`${id}/${activation}`, { op: 'activation', fn: activation }, reduced);
  const restored = net.add(`${id}/expand`, { op: 'dense', units: from.channels, bias: true }, active);
  const weight = net.add(`${id}/sigmoid`, { op: 'activation', fn: gate }, restored);
  return net.add(`${id}/scale`, { op: 'scale' }, from.id, weight);
}
