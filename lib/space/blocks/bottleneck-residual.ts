import type { NetworkBuilder } from '../../network/builder.ts';
import { type At, addConvNorm } from './conv-norm.ts';
import type { Placement } from './placement.ts';
import { addResidual } from './residual.ts';
import { addShortcut } from './shortcut.ts';

/** How much narrower the block is inside. */
const NARROW = 4;

/**
 * The bottleneck block of ResNet (arXiv:1512.03385, figure 5): convolutions 1x1, 3x3 and 1x1, the middle ones a quarter as
 * wide; the stride is that of the 3x3 (ResNet-B, arXiv:1812.01187, section 4).
 */
export function addBottleneckResidual(
  net: NetworkBuilder,
  id: string,
  { kernel }: { readonly kernel: number },
  place: Placement,
  from: At,
): At {
  const { channels, activation, stride, depth } = place;
  const filters = Math.max(1, Math.round(channels / NARROW));
  const narrow = addConvNorm(net, `${id}/a`, { filters, kernel: 1, stride: 1, fn: activation }, from.id);
  const middle = addConvNorm(net, `${id}/b`, { filters, kernel, stride, fn: activation }, narrow.id);
  const branch = addConvNorm(net, `${id}/c`, { filters: channels, kernel: 1, stride: 1 }, middle.id).id;
  const sum = addResidual(net, id, { shortcut: addShortcut(net, id, place, from), branch, depth });
  return { id: net.add(`${id}/act`, { op: 'activation', fn: activation }, sum), channels };
}
