import type { LabelledBox } from './box.ts';
import type { Location } from './head.ts';

/** How far from a box's centre a location may lie, across and down, in strides (center sampling, FCOS' fcos_core). */
export const CENTRE_RADIUS = 1.5;

/**
 * The box that each location learns, if any: one that it lies inside of, near the centre of, and whose size is that of its
 * level; of several the smallest, of equal ones the first. Boxes without area are learned nowhere. Decides in single
 * precision, as a graph does.
 */
export function assign<B extends LabelledBox>(
  boxes: readonly B[],
  locations: readonly Location[],
): readonly (B | undefined)[] {
  const smallestFirst = boxes
    .filter(({ left, top, right, bottom }) => right > left && bottom > top)
    .toSorted((a, b) => roundedArea(a) - roundedArea(b));
  return locations.map((location) => smallestFirst.find((box) => learns(location, box)));
}

function learns(
  { x, y, level: { stride, above, upTo } }: Location,
  { left, top, right, bottom }: LabelledBox,
): boolean {
  const [l, t, r, b] = [Math.fround(x - left), Math.fround(y - top), Math.fround(right - x), Math.fround(bottom - y)];
  const radius = CENTRE_RADIUS * stride;
  const isNear = Math.abs(Math.fround(l - r)) < 2 * radius && Math.abs(Math.fround(t - b)) < 2 * radius;
  const farthest = Math.max(l, t, r, b);
  return Math.min(l, t, r, b) > 0 && isNear && farthest > above && farthest <= upTo;
}

const roundedArea = ({ left, top, right, bottom }: LabelledBox) =>
  Math.fround(Math.fround(right - left) * Math.fround(bottom - top));
