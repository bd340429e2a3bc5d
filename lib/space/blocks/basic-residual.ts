import type { NetworkBuilder } from '../../network/builder.ts';
import { type At, addConvNorm } from './conv-norm.ts';
import type { Placement } from './placement.ts';
import { addResidual } from './residual.ts';

/**
 * The basic residual block of ResNet (arXiv:1512.03385, section 4.1): two convolutions, an activation after the sum. Where
 * stride or channels change, the shortcut is an average pooling and a convolution 1x1, which looks at every pixel
 * (ResNet-D, arXiv:1812.01187, section 4).
 */
export function addBasicResidual(
  net: NetworkBuilder,
  id: string,
  { kernel }: { readonly kernel: number },
  { channels, activation, stride, depth }: Placement,
  from: At,
): At {
  const first = addConvNorm(net, `${id}/a`, { filters: channels, kernel, stride, fn: activation }, from.id);
  const branch = addConvNorm(net, `${id}/b`, { filters: channels, kernel, stride: 1 }, first.id).id;
  let shortcut = from.id;
  if (stride > 1) shortcut = net.add(`${id}/shortcut/pool`, { op: 'avgPool', kernel: stride, stride }, shortcut);
  if (stride > 1 || from.channels !== channels) {
    shortcut = addConvNorm(net, `${id}/shortcut`, { filters: channels, kernel: 1, stride: 1 }, shortcut).id;
  }
  const sum = addResidual(net, id, { shortcut, branch, depth });
  return { id: net.add(`${id}/act`, { op: 'activation', fn: activation }, sum), channels };
}
