import { type Detection, overlap } from './box.ts';

/**
 * Greedy non-maximum suppression per class: the best detection stays, those of its class that overlap it by more than
 * `limit` go, and so on until `most` stay. Of equal scores the earlier detection is the better.
 */
export function suppress(detections: readonly Detection[], limit: number, most: number): readonly Detection[] {
  const kept: Detection[] = [];
  for (const detection of detections.toSorted((a, b) => b.score - a.score)) {
    if (kept.length === most) break;
    const rivals = kept.some((better) => better.label === detection.label && overlap(better, detection) > limit);
    if (!rivals) kept.push(detection);
  }
  return kept;
}
