import { describe, expect, it } from 'vitest';
import { betaQuantiles } from '../../../lib/engine/augment/beta.ts';
import type { AugmentedProblem } from '../../../lib/engine/augment/problem.ts';
import type { Batch } from '../../../lib/engine/layers/batches.ts';
import { elements } from '../../../lib/network/definition.ts';
import { engines } from './augmenters.ts';
import { imageOf, problem, SHAPES } from './samples.ts';

/** No value occurs twice. Image 0 has class 0 and its partner, the last image, class 1. */
function numbered({ batchSize, input }: AugmentedProblem): Batch {
  const features = Float32Array.from({ length: batchSize * elements(input) }, (_, i) => (1 + i) / 4096);
  return { features, labels: Int32Array.of(0, 2, 3, 2, 1), count: batchSize };
}

const shareOf = ({ targets }: Batch) => targets![1]!;

/** The pixels of image 0 that are its partner's. */
function partnersPixels(before: Batch, after: Batch, channels: number): readonly number[] {
  const [partner, mixed] = [imageOf(before, before.count - 1), imageOf(after, 0)];
  const pixels = Array.from({ length: mixed.length / channels }, (_, pixel) => pixel);
  return pixels.filter((pixel) =>
    Array.from({ length: channels }, (_, c) => pixel * channels + c).every((i) => mixed[i] === partner[i]),
  );
}

describe.each(engines)('mixing in %s', (_name, withAugmenter) => {
  describe.each(SHAPES)('of %i x %i x %i', (...shape) => {
    const setting = problem(shape);
    const batch = numbered(setting);
    const last = setting.batchSize - 1;
    const [height, width, channels] = shape;

    it('mixup gives every image the same share of its partner, and its targets too', () =>
      withAugmenter({ mixup: 0.8 }, setting, (augment) => {
        for (let seed = 0; seed < 20; seed++) {
          const mixed = augment(seed, batch);
          const share = shareOf(mixed);
          for (let image = 0; image <= last; image++) {
            const [own, partner] = [imageOf(batch, image), imageOf(batch, last - image)];
            const expected = own.map((value, i) => value * (1 - share) + partner[i]! * share);
            for (const [i, value] of imageOf(mixed, image).entries()) expect(value).toBeCloseTo(expected[i]!, 5);
            const targets = mixed.targets!.subarray(image * setting.classes, (image + 1) * setting.classes);
            const labels = [batch.labels[image]!, batch.labels[last - image]!];
            for (const [label, target] of targets.entries()) {
              expect(target).toBeCloseTo((labels[0] === label ? 1 - share : 0) + (labels[1] === label ? share : 0), 6);
            }
          }
        }
      }));

    it('CutMix puts a rectangle of the partner in place, and its area into the targets', () =>
      withAugmenter({ cutmix: 1 }, setting, (augment) => {
        const sizes = new Set<number>();
        for (let seed = 0; seed < 60; seed++) {
          const mixed = augment(seed, batch);
          const pixels = partnersPixels(batch, mixed, channels);
          const rows = new Set(pixels.map((pixel) => Math.floor(pixel / width)));
          const columns = new Set(pixels.map((pixel) => pixel % width));
          expect(pixels.length).toBe(rows.size * columns.size);
          for (const axis of [rows, columns]) {
            if (axis.size > 0) expect(Math.max(...axis) - Math.min(...axis)).toBe(axis.size - 1);
          }
          const kept = imageOf(mixed, 0).filter((value, i) => value === imageOf(batch, 0)[i]).length;
          expect(kept).toBeGreaterThanOrEqual((height * width - pixels.length) * channels);
          expect(shareOf(mixed)).toBeCloseTo(pixels.length / (height * width), 6);
          expect(mixed.targets![0]).toBeCloseTo(1 - shareOf(mixed), 6);
          sizes.add(pixels.length);
        }
        expect(sizes.size).toBeGreaterThan(10);
      }));
  });

  it.each([0.2, 1, 4])('the shares of mixup with alpha %d are spread as its beta distribution', async (alpha) => {
    const setting = problem([2, 2, 1]);
    const batch = numbered(setting);
    const shares: number[] = [];
    await withAugmenter({ mixup: alpha }, setting, (augment) => {
      for (let seed = 0; seed < 1000; seed++) shares.push(shareOf(augment(seed, batch)));
    });
    const expected = betaQuantiles(alpha, 20);
    for (const [i, quantile] of expected.entries()) {
      const below = shares.filter((share) => share < quantile).length / shares.length;
      expect(Math.abs(below - (i + 0.5) / expected.length)).toBeLessThan(0.05);
    }
  });

  it('with both, half of the batches go through either', () => {
    const setting = problem([8, 8, 1]);
    const batch = numbered(setting);
    return withAugmenter({ mixup: 1, cutmix: 1 }, setting, (augment) => {
      const steps = Array.from({ length: 300 }, (_, seed) => augment(seed, batch));
      const isCut = (mixed: Batch) => {
        const [own, partner] = [imageOf(batch, 0), imageOf(batch, setting.batchSize - 1)];
        return imageOf(mixed, 0).every((value, i) => value === own[i] || value === partner[i]);
      };
      const share = steps.filter(isCut).length / steps.length;
      expect(share).toBeGreaterThan(0.42);
      expect(share).toBeLessThan(0.58);
    });
  });
});
