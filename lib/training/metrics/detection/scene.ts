import type { Detection, LabelledBox } from '../../../engine/detection/box.ts';
import { decode } from '../../../engine/detection/decode.ts';
import type { Head } from '../../../engine/detection/head.ts';
import { boxesOf, placesOf } from '../../../engine/detection/labels.ts';

/** An image as the metrics of detection see it. */
export interface Scene {
  readonly truths: readonly LabelledBox[];
  readonly detections: readonly Detection[];
}

/** @param outputs of a detector on examples of these labels, `[left, top, right, bottom, class]` by place */
export function scenesOf(outputs: Float32Array, labels: ArrayLike<number>, head: Head): readonly Scene[] {
  const found = decode(outputs, head);
  const places = placesOf(labels, found.length);
  return found.map((detections, image) => ({ detections, truths: boxesOf(labels, image, places) }));
}

/** Best first; equal scores stay in their order. */
export const byScore = <T extends { readonly score: number }>(scored: readonly T[]): T[] =>
  scored.toSorted((a, b) => b.score - a.score);

/** The boxes of one class. */
export const ofClass = <T extends { readonly label: number }>(boxes: readonly T[], label: number): T[] =>
  boxes.filter((box) => box.label === label);

/** Mean of what there is; null where there is nothing. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
}
