import type { ActivationName, Network } from '../../network/network.ts';
import type { Problem } from '../space.ts';
import { invertedNetwork, type Row, rounded } from './inverted.ts';

/** Expansion, channels, blocks, stride of the first: table 2 of arXiv:1801.04381. */
const V2 = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

/** MobileNetV2 (arXiv:1801.04381). */
export function mobileNetV2(problem: Problem): Network {
  const rows = V2.flatMap(([expansion, channels, blocks, stride]) =>
    Array.from(
      { length: blocks },
      (_, i): Row => ({
        kernel: 3,
        wide: (from) => from * expansion,
        channels,
        stride: i === 0 ? stride : 1,
        activation: 'relu6',
      }),
    ),
  );
  const stem = { channels: 32, activation: 'relu6' } as const;
  return invertedNetwork({ stem, rows, last: { channels: 1280, activation: 'relu6' } }, problem);
}

type V3Row = readonly [
  kernel: number,
  wide: number,
  channels: number,
  gate: boolean,
  fn: ActivationName,
  stride: number,
];

/** Table 1 of arXiv:1905.02244. */
const LARGE: readonly V3Row[] = [
  [3, 16, 16, false, 'relu', 1],
  [3, 64, 24, false, 'relu', 2],
  [3, 72, 24, false, 'relu', 1],
  [5, 72, 40, true, 'relu', 2],
  [5, 120, 40, true, 'relu', 1],
  [5, 120, 40, true, 'relu', 1],
  [3, 240, 80, false, 'hardSwish', 2],
  [3, 200, 80, false, 'hardSwish', 1],
  [3, 184, 80, false, 'hardSwish', 1],
  [3, 184, 80, false, 'hardSwish', 1],
  [3, 480, 112, true, 'hardSwish', 1],
  [3, 672, 112, true, 'hardSwish', 1],
  [5, 672, 160, true, 'hardSwish', 2],
  [5, 960, 160, true, 'hardSwish', 1],
  [5, 960, 160, true, 'hardSwish', 1],
];

/** Table 2 of arXiv:1905.02244. */
const SMALL: readonly V3Row[] = [
  [3, 16, 16, true, 'relu', 2],
  [3, 72, 24, false, 'relu', 2],
  [3, 88, 24, false, 'relu', 1],
  [5, 96, 40, true, 'hardSwish', 2],
  [5, 240, 40, true, 'hardSwish', 1],
  [5, 240, 40, true, 'hardSwish', 1],
  [5, 120, 48, true, 'hardSwish', 1],
  [5, 144, 48, true, 'hardSwish', 1],
  [5, 288, 96, true, 'hardSwish', 2],
  [5, 576, 96, true, 'hardSwish', 1],
  [5, 576, 96, true, 'hardSwish', 1],
];

/** MobileNetV3-Large (arXiv:1905.02244). */
export const mobileNetV3Large = (problem: Problem): Network => mobileNetV3(LARGE, 960, 1280, problem);

/** MobileNetV3-Small (arXiv:1905.02244). */
export const mobileNetV3Small = (problem: Problem): Network => mobileNetV3(SMALL, 576, 1024, problem);

function mobileNetV3(table: readonly V3Row[], last: number, wide: number, problem: Problem): Network {
  const rows = table.map(
    ([kernel, inside, channels, hasGate, activation, stride]): Row => ({
      kernel,
      wide: () => inside,
      channels,
      stride,
      activation,
      ...(hasGate && {
        gate: () => ({ channels: rounded(inside / 4), activation: 'relu', gate: 'hardSigmoid' }),
      }),
    }),
  );
  const stem = { channels: 16, activation: 'hardSwish' } as const;
  return invertedNetwork({ stem, rows, last: { channels: last, activation: 'hardSwish' }, wide }, problem);
}
