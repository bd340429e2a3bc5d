import type { LabelledBox } from './box.ts';

/** Numbers of a place for a box: left, top, right, bottom, class. */
export const PLACE = 5;

/** Places for boxes in each of `count` images. @throws Error when the labels are not `count x boxes x 5` */
export function placesOf(labels: ArrayLike<number>, count: number): number {
  const places = labels.length / (count * PLACE);
  if (!Number.isInteger(places)) {
    throw new RangeError(`labels: got ${labels.length} numbers; allowed: a multiple of ${count} images x ${PLACE}`);
  }
  return places;
}

/** The boxes of one image; places of class -1 hold none. */
export function boxesOf(labels: ArrayLike<number>, image: number, places: number): LabelledBox[] {
  const boxes: LabelledBox[] = [];
  for (let place = image * places; place < (image + 1) * places; place++) {
    const [left, top, right, bottom, label] = Array.from({ length: PLACE }, (_, i) => labels[place * PLACE + i]!);
    if (label! >= 0) boxes.push({ left: left!, top: top!, right: right!, bottom: bottom!, label: label! });
  }
  return boxes;
}
