import { overlap } from '../../../engine/detection/box.ts';
import { areaUnder, elevenPoint } from './average-precision.ts';
import { type Judged, precisionRecall } from './precision-recall.ts';
import { byScore, meanOf, ofClass, type Scene } from './scene.ts';

export interface VocResult {
  /** Mean over the classes that have objects; null where none has. */
  readonly mean: number | null;
  /** By class number; null for a class without objects. */
  readonly perClass: readonly (number | null)[];
}

const DEFINITIONS = { '2007': elevenPoint, '2010': areaUnder } as const;

/**
 * Average precision as PASCAL VOC's development kit works it out (VOCevaldet.m), but for the kit's whole pixels: a box is
 * `right - left` wide, not one more. A detection stands for the object it overlaps most; if a better detection has found
 * that one, it is wrong even where another object would do.
 * @param least overlap that counts
 */
export function vocAveragePrecision(
  scenes: readonly Scene[],
  classes: number,
  definition: keyof typeof DEFINITIONS,
  least = 0.5,
): VocResult {
  const perClass = Array.from({ length: classes }, (_, label) => {
    const objects = scenes.reduce((sum, { truths }) => sum + ofClass(truths, label).length, 0);
    if (objects === 0) return null;
    const judged = scenes.flatMap((scene) => judge(scene, label, least));
    return DEFINITIONS[definition](precisionRecall(judged, objects));
  });
  return { mean: meanOf(perClass), perClass };
}

function judge({ truths, detections }: Scene, label: number, least: number): Judged[] {
  const objects = ofClass(truths, label);
  const found = new Set<number>();
  return byScore(ofClass(detections, label)).map((detection) => {
    const overlaps = objects.map((object) => overlap(detection, object));
    const best = overlaps.indexOf(Math.max(...overlaps));
    const hit = best >= 0 && overlaps[best]! >= least && !found.has(best);
    if (hit) found.add(best);
    return { score: detection.score, hit };
  });
}
