import type { Network } from '../../network/network.ts';
import type { BlockType } from '../residual/choices.ts';
import { residualNetwork } from '../residual/network.ts';
import type { Problem } from '../space.ts';

/** Blocks of the four stages: table 1 of arXiv:1512.03385. */
const DEPTHS = {
  18: { block: 'basic', depths: [2, 2, 2, 2] },
  34: { block: 'basic', depths: [3, 4, 6, 3] },
  50: { block: 'bottleneck', depths: [3, 4, 6, 3] },
} as const satisfies Record<number, { readonly block: BlockType; readonly depths: readonly number[] }>;

const WIDTHS: Readonly<Record<BlockType, number>> = { basic: 64, bottleneck: 256 };

/** ResNet (arXiv:1512.03385) for images of ImageNet's size, with the shortcuts of ResNet-D. */
export function resNet(layers: keyof typeof DEPTHS, problem: Problem): Network {
  const { block, depths } = DEPTHS[layers];
  const stages = depths.map((depth, i) => ({ block, kernel: 3, channels: WIDTHS[block] * 2 ** i, depth }));
  const stem = { channels: 64, kernel: 7, stride: 2, pool: true };
  return residualNetwork(stages, { stem, strides: [1, 2, 2, 2], activation: 'relu' }, problem);
}
