import { describe, expect, it } from 'vitest';
import type { AugmentedProblem } from '../../../lib/engine/augment/problem.ts';
import type { Batch } from '../../../lib/engine/layers/batches.ts';
import { type Augmenter, engines } from './augmenters.ts';
import { imageOf } from './samples.ts';

const [HEIGHT, WIDTH] = [14, 18];
const PLACES = 3;
const setting: AugmentedProblem = { batchSize: 4, input: [HEIGHT, WIDTH, 2], classes: 7, task: 'detection' };

/** Of one object, in the second channel of the first two images and the first of the others; the last image is empty. */
const OBJECTS = [
  [2, 1, 9, 6],
  [12, 8, 18, 14],
  [0, 5, 3, 12],
] as const;

function drawn(): Batch {
  const features = new Float32Array(setting.batchSize * HEIGHT * WIDTH * 2);
  const labels = new Float32Array(setting.batchSize * PLACES * 5);
  for (let place = 0; place < setting.batchSize * PLACES; place++) labels[place * 5 + 4] = -1;
  for (const [image, [left, top, right, bottom]] of OBJECTS.entries()) {
    labels.set([left, top, right, bottom, image + 1], (image * PLACES + image) * 5);
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) features[((image * HEIGHT + y) * WIDTH + x) * 2 + (image < 2 ? 1 : 0)] = 0.5;
    }
  }
  return { features, labels, count: setting.batchSize };
}

/** Edges of what is not black, or undefined in an empty image. */
function edgesOf(image: Float32Array): readonly number[] | undefined {
  const pixels = [...image.entries()].filter(([, value]) => value > 0).map(([i]) => Math.floor(i / 2));
  if (pixels.length === 0) return undefined;
  const [xs, ys] = [pixels.map((pixel) => pixel % WIDTH), pixels.map((pixel) => Math.floor(pixel / WIDTH))];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1];
}

const areaOf = ([left, top, right, bottom]: readonly number[]) => (right! - left!) * (bottom! - top!);

describe.each(engines)('boxes in %s', (_name, withAugmenter) => {
  const batch = drawn();
  const boxIn = ({ labels }: Batch, image: number, place: number) => {
    const at = (image * PLACES + place) * 5;
    return [...labels.subarray(at, at + 5)];
  };

  /** Checks every box against its object; returns how many were kept and how many were dropped. */
  function follow(augment: Augmenter, steps: number): { kept: number; dropped: number; clipped: number } {
    const seen = { kept: 0, dropped: 0, clipped: 0 };
    for (let seed = 0; seed < steps; seed++) {
      const augmented = augment(seed, batch);
      for (const [image, object] of OBJECTS.entries()) {
        const box = boxIn(augmented, image, image);
        const edges = edgesOf(imageOf(augmented, image));
        const isGone =
          !edges || areaOf(edges) < areaOf(object) / 4 || Math.min(edges[2]! - edges[0]!, edges[3]! - edges[1]!) < 2;
        if (isGone) seen.dropped++;
        else {
          seen.kept++;
          if (areaOf(edges) < areaOf(object)) seen.clipped++;
          expect(box.slice(0, 4)).toEqual(edges);
        }
        expect(box[4]).toBe(isGone ? -1 : image + 1);
      }
    }
    return seen;
  }

  it('stay on their objects', () =>
    withAugmenter({ flip: true, crop: 3 }, setting, (augment) => {
      const { kept, clipped } = follow(augment, 100);
      expect(kept).toBeGreaterThan(200);
      expect(clipped).toBeGreaterThan(20);
    }));

  it('are dropped where too little is left', () =>
    withAugmenter({ flip: false, crop: 12 }, setting, (augment) => {
      const { kept, dropped } = follow(augment, 100);
      expect(kept).toBeGreaterThan(30);
      expect(dropped).toBeGreaterThan(30);
    }));

  it('are all kept by flip alone', () =>
    withAugmenter({ flip: true }, setting, (augment) => {
      expect(follow(augment, 50)).toEqual({ kept: 150, dropped: 0, clipped: 0 });
    }));

  it('leave places without a box alone', () =>
    withAugmenter({ flip: true, crop: 4 }, setting, (augment) => {
      const augmented = augment(1, batch);
      const classes = Array.from({ length: PLACES }, (_, place) => boxIn(augmented, 3, place)[4]);
      expect(classes).toEqual([-1, -1, -1]);
    }));

  it('are not changed by cutout', () =>
    withAugmenter({ cutout: 6 }, setting, (augment) => expect(augment(1, batch).labels).toEqual(batch.labels)));
});
