import type { Augmentation } from '../../../trial/augmentation.ts';
import { LEAST_AREA, LEAST_SIDE } from '../../augment/flip-crop.ts';
import type { ImageShape } from '../../augment/problem.ts';
import { PLACE } from '../../detection/labels.ts';

/** What was drawn for an image: which row and column crop begins at, and 1 for mirrored. */
export interface Draws {
  readonly row: number;
  readonly shift: number;
  readonly mirrored: number;
}

/**
 * Moves the boxes of one image, `boxes x 5`, in place, as flip and crop move its pixels; those of which crop leaves too
 * little get class -1. Places without a box move too, which means nothing.
 */
export function moveBoxes(
  boxes: Float32Array,
  { row, shift, mirrored }: Draws,
  { crop }: Augmentation,
  [height, width]: ImageShape,
): void {
  for (let at = 0; at < boxes.length; at += PLACE) {
    const box = boxes.subarray(at, at + PLACE);
    if (mirrored) box.set([width - box[2]!, box[1]!, width - box[0]!]);
    if (crop > 0) cropBox(box, shift - crop, row - crop);
  }

  function cropBox(box: Float32Array, x: number, y: number): void {
    const before = areaOf(box);
    box.set([clip(box[0]! - x, width), clip(box[1]! - y, height), clip(box[2]! - x, width), clip(box[3]! - y, height)]);
    const isSide = Math.min(...sidesOf(box)) >= LEAST_SIDE;
    if (!isSide || areaOf(box) < Math.fround(before * LEAST_AREA)) box[4] = -1;
  }
}

const clip = (edge: number, size: number) => Math.min(Math.max(edge, 0), size);

const sidesOf = ([left, top, right, bottom]: Float32Array) =>
  [Math.fround(right! - left!), Math.fround(bottom! - top!)] as const;

function areaOf(box: Float32Array): number {
  const [width, height] = sidesOf(box);
  return Math.fround(width * height);
}
