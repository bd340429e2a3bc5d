import type { NetworkBuilder } from '../../network/builder.ts';
import { type At, addConvNorm } from './conv-norm.ts';
import type { Placement } from './placement.ts';
import { addResidual } from './residual.ts';
import { addShortcut } from './shortcut.ts';

/** The basic residual block of ResNet (arXiv:1512.03385, section 4.1): two convolutions, an activation after the sum. */
export function addBasicResidual(
  net: NetworkBuilder,
  id: string,
  { kernel }: { readonly kernel: number },
  place: Placement,
  from: At,
): At {
  const { channels, activation, stride, depth } = place;
  const first = addConvNorm(net, `${id}/a`, { filters: channels, kernel, stride, fn: activation }, from.id);
  const branch = addConvNorm(net, `${id}/b`, { filters: channels, kernel, stride: 1 }, first.id).id;
  const sum = addResidual(net, id, { shortcut: addShortcut(net, id, place, from), branch, depth });
  return { id: net.add(`${id}/act`, { op: 'activation', fn: activation }, sum), channels };
}
