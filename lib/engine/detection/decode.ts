import type { Detection } from './box.ts';
import { boxAt, predictedDistances } from './distances.ts';
import { BEFORE_CLASSES, type Head, type Location, locationsOf } from './head.ts';
import { sigmoid } from './sigmoid.ts';
import { suppress } from './suppress.ts';

export interface DecodeOptions {
  /** Detections of a score up to this are left out. */
  readonly leastScore: number;
  /** Largest intersection over union of two detections of one class. */
  readonly overlap: number;
  /** Detections an image. */
  readonly most: number;
}

/** Those of FCOS (fcos_core: inference threshold 0.05, non-maximum suppression 0.6, 100 detections). */
export const DECODING: DecodeOptions = { leastScore: 0.05, overlap: 0.6, most: 100 };

/** How many of the best, before suppression, are looked at in an image. */
const CANDIDATES = 1000;

/**
 * What a detector has found in each image, best first, cut off at the image's edges. A score is the geometric mean of the
 * class's probability and the centre-ness.
 * @param outputs `count x locations x (5 + classes)`, as a network gives them
 */
export function decode(outputs: Float32Array, head: Head, options: DecodeOptions = DECODING): readonly Detection[][] {
  const locations = locationsOf(head);
  const size = locations.length * (BEFORE_CLASSES + head.classes);
  return Array.from({ length: outputs.length / size }, (_, image) => {
    const numbers = outputs.subarray(image * size, (image + 1) * size);
    const candidates = candidatesOf(numbers, head.classes, options.leastScore)
      .sort((a, b) => b.score - a.score)
      .slice(0, CANDIDATES)
      .map((candidate) => detectionOf(candidate, numbers, locations, head));
    return [...suppress(candidates, options.overlap, options.most)];
  });
}

interface Candidate {
  readonly at: number;
  readonly label: number;
  readonly score: number;
}

function candidatesOf(numbers: Float32Array, classes: number, leastScore: number): Candidate[] {
  const candidates: Candidate[] = [];
  const width = BEFORE_CLASSES + classes;
  for (let at = 0; at * width < numbers.length; at++) {
    const centreness = sigmoid(numbers[at * width + BEFORE_CLASSES - 1]!);
    for (let label = 0; label < classes; label++) {
      const score = Math.sqrt(centreness * sigmoid(numbers[at * width + BEFORE_CLASSES + label]!));
      if (score > leastScore) candidates.push({ at, label, score });
    }
  }
  return candidates;
}

function detectionOf(
  { at, label, score }: Candidate,
  numbers: Float32Array,
  locations: readonly Location[],
  { input, classes }: Head,
): Detection {
  const [height, width] = input as [number, number];
  const box = boxAt(predictedDistances(numbers, at * (BEFORE_CLASSES + classes)), locations[at]!);
  return {
    left: Math.max(0, box.left),
    top: Math.max(0, box.top),
    right: Math.min(width, box.right),
    bottom: Math.min(height, box.bottom),
    label,
    score,
  };
}
