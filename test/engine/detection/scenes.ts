import { headOf, locationsOf } from '../../../lib/engine/detection/head.ts';
import type { LossContext } from '../../../lib/engine/layers/losses/loss.ts';
import { randomStream } from '../../../lib/math/random.ts';
import type { Network } from '../../../lib/network/network.ts';

export const CLASSES = 3;
export const NONE = [-1, -1, -1, -1, -1];

/** All that a loss asks of a detector: two levels on 48 x 64 pixels. */
export const detector: Network = { input: [48, 64, 3], nodes: [], output: 'head', strides: [8, 16] };
export const OUTPUT = [6 * 8 + 3 * 4, 5 + CLASSES];
export const head = headOf(detector, OUTPUT);
export const locations = locationsOf(head);
export const context: LossContext = { network: detector, output: OUTPUT, smoothing: 0 };

export interface Scenes {
  readonly name: string;
  /** By image, by place: left, top, right, bottom, class. */
  readonly boxes: readonly (readonly (readonly number[])[])[];
}

const random = randomStream(1, 'scenes');
const box = () => {
  const [left, top] = [random.uniform() * 50, random.uniform() * 36];
  return [left, top, left + 2 + random.uniform() * 40, top + 2 + random.uniform() * 30, random.integer(CLASSES)];
};

export const scenes: readonly Scenes[] = [
  { name: 'boxes of all sizes', boxes: Array.from({ length: 4 }, () => Array.from({ length: 6 }, box)) },
  {
    name: 'an image without boxes',
    boxes: [
      [box(), box()],
      [NONE, NONE],
      [NONE, box()],
    ],
  },
  { name: 'no box in the batch', boxes: [[NONE], [NONE]] },
  { name: 'a box smaller than a stride, between the locations', boxes: [[[5, 5, 11, 11, 0]]] },
  { name: 'a box smaller than a stride, around a location', boxes: [[[11, 11, 13, 13, 1]]] },
  { name: 'a box over the whole image', boxes: [[[0, 0, 64, 48, 2]]] },
  { name: 'a box beyond the image', boxes: [[[-30, -20, 90, 100, 2]]] },
  {
    name: 'overlapping boxes of equal area, one inside of another',
    boxes: [
      [
        [8, 8, 40, 40, 0],
        [16, 8, 48, 40, 1],
        [8, 8, 40, 40, 2],
        [14, 14, 30, 30, 2],
      ],
    ],
  },
  {
    name: 'boxes without area, turned round and of no numbers',
    boxes: [
      [
        [20, 20, 20, 40, 0],
        [30, 30, 10, 10, 1],
        [12, 12, 12, 12, 2],
        [Number.NaN, 0, 30, 30, 0],
        [10, 10, 30, 30, 1],
      ],
    ],
  },
  { name: 'a location on the edge of a box', boxes: [[[12, 4, 40, 36, 1]]] },
];

export const labelsOf = ({ boxes }: Scenes): Float32Array => Float32Array.from(boxes.flat(2));

/** Logits of any sign, rounded so that a step of 2^-10 changes them exactly. @param spread of the numbers around 0 */
export function outputsOf({ boxes }: Scenes, spread: number): Float32Array {
  const numbers = randomStream(2, 'outputs');
  const size = OUTPUT[0]! * OUTPUT[1]!;
  return Float32Array.from(
    { length: boxes.length * size },
    () => Math.round(numbers.normal() * spread * 2 ** 12) / 2 ** 12,
  );
}
