import { area, type Box, overlap } from '../../../engine/detection/box.ts';
import type { Judged } from './precision-recall.ts';
import { byScore, ofClass, type Scene } from './scene.ts';

/** Areas in square pixels, both ends inside. */
export type AreaRange = readonly [least: number, most: number];

/** One class in one image, ready to be matched at any threshold. */
export interface Contest {
  readonly objects: readonly { readonly counts: boolean }[];
  /** Best first. */
  readonly detections: readonly { readonly score: number; readonly counts: boolean }[];
  /** By detection, by object. */
  readonly overlaps: readonly (readonly number[])[];
}

/** Objects and detections outside of the range do not count. Objects that count come first, as matching prefers them. */
export function contestOf(
  { truths, detections }: Scene,
  label: number,
  [least, most]: AreaRange,
  best: number,
): Contest {
  const marked = <T extends Box>(box: T) => ({
    ...box,
    counts: area(box) >= least && area(box) <= most,
  });
  const objects = ofClass(truths, label)
    .map(marked)
    .toSorted((a, b) => Number(b.counts) - Number(a.counts));
  const found = byScore(ofClass(detections, label)).slice(0, best).map(marked);
  return { objects, detections: found, overlaps: found.map((box) => objects.map((object) => overlap(box, object))) };
}

/**
 * What becomes of the detections, best first: each takes the free object it overlaps most (of equal ones the last), at
 * least by `threshold`, and one that counts before one that does not. Left out are those that take an object that does
 * not count, and those that take none and do not count themselves (pycocotools, cocoeval.py: evaluateImg).
 */
export function match({ objects, detections, overlaps }: Contest, threshold: number): Judged[] {
  const taken = new Set<number>();
  return detections.flatMap(({ score, counts }, i): Judged[] => {
    const chosen = choose(objects, overlaps[i]!, threshold, taken);
    if (chosen === undefined) return counts ? [{ score, hit: false }] : [];
    taken.add(chosen);
    return objects[chosen]!.counts ? [{ score, hit: true }] : [];
  });
}

function choose(
  objects: Contest['objects'],
  overlaps: readonly number[],
  threshold: number,
  taken: ReadonlySet<number>,
): number | undefined {
  let chosen: number | undefined;
  let most = threshold;
  for (const [i, { counts }] of objects.entries()) {
    if (chosen !== undefined && objects[chosen]!.counts && !counts) break;
    if (taken.has(i) || overlaps[i]! < most) continue;
    [chosen, most] = [i, overlaps[i]!];
  }
  return chosen;
}
