import type { Network } from '../../network/network.ts';
import type { Problem } from '../space.ts';
import { invertedNetwork, type Row, rounded } from './inverted.ts';

/** Expansion, kernel, channels, blocks, stride of the first: table 1 of arXiv:1905.11946. */
const B0 = [
  [1, 3, 16, 1, 1],
  [6, 3, 24, 2, 2],
  [6, 5, 40, 2, 2],
  [6, 3, 80, 3, 2],
  [6, 5, 112, 3, 1],
  [6, 5, 192, 4, 2],
  [6, 3, 320, 1, 1],
] as const;

/** How a network grows with its compound coefficient (section 3.3): depth, width, resolution. */
const [ALPHA, BETA, GAMMA] = [1.2, 1.1, 1.15] as const;

/** Height and width of the images that EfficientNet scaled by `phi` is made for. */
export const efficientNetResolution = (phi: number): number => Math.round(224 * GAMMA ** phi);

/** EfficientNet (arXiv:1905.11946): B0 for a compound coefficient of 0, deeper and wider ones above it. */
export function efficientNet(phi: number, problem: Problem): Network {
  const width = (channels: number) => rounded(channels * BETA ** phi);
  const rows = B0.flatMap(([expansion, kernel, channels, blocks, stride]) =>
    Array.from(
      { length: Math.ceil(blocks * ALPHA ** phi) },
      (_, i): Row => ({
        kernel,
        wide: (from) => from * expansion,
        channels: width(channels),
        stride: i === 0 ? stride : 1,
        activation: 'swish',
        gate: ({ from }) => ({ channels: Math.max(1, Math.floor(from / 4)), activation: 'swish', gate: 'sigmoid' }),
      }),
    ),
  );
  const stem = { channels: width(32), activation: 'swish' } as const;
  return invertedNetwork({ stem, rows, last: { channels: width(1280), activation: 'swish' } }, problem);
}
