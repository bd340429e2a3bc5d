import type { NetworkBuilder } from '../../network/builder.ts';
import { type At, addConvNorm } from './conv-norm.ts';
import type { Placement } from './placement.ts';

/**
 * The way past a residual block. Where stride or channels change it is an average pooling and a convolution 1x1, which looks
 * at every pixel (ResNet-D, arXiv:1812.01187, section 4).
 */
export function addShortcut(
  net: NetworkBuilder,
  id: string,
  { channels, stride }: Pick<Placement, 'channels' | 'stride'>,
  from: At,
): string {
  let shortcut = from.id;
  if (stride > 1) shortcut = net.add(`${id}/shortcut/pool`, { op: 'avgPool', kernel: stride, stride }, shortcut);
  if (stride === 1 && from.channels === channels) return shortcut;
  return addConvNorm(net, `${id}/shortcut`, { filters: channels, kernel: 1, stride: 1 }, shortcut).id;
}
