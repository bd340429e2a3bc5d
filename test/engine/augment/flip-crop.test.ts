import { describe, expect, it } from 'vitest';
import { engines } from './augmenters.ts';
import { imageOf, noise, problem, SHAPES } from './samples.ts';

interface View {
  readonly down: number;
  readonly right: number;
  readonly mirrored: boolean;
}

/** An image mirrored, then padded and cropped, pixel by pixel. */
function viewed(image: Float32Array, [height, width, channels]: readonly number[], view: View): number[] {
  const values: number[] = [];
  for (let y = 0; y < height!; y++) {
    for (let x = 0; x < width!; x++) {
      const [row, shown] = [y + view.down, x + view.right];
      const column = view.mirrored ? width! - 1 - shown : shown;
      const inside = row >= 0 && row < height! && column >= 0 && column < width!;
      for (let c = 0; c < channels!; c++) values.push(inside ? image[(row * width! + column) * channels! + c]! : 0);
    }
  }
  return values;
}

function viewsOf(flip: boolean, crop: number): readonly View[] {
  const shifts = Array.from({ length: 2 * crop + 1 }, (_, i) => i - crop);
  return shifts.flatMap((down) =>
    shifts.flatMap((right) => (flip ? [false, true] : [false]).map((mirrored) => ({ down, right, mirrored }))),
  );
}

describe.each(engines)('flip and crop in %s', (_name, withAugmenter) => {
  describe.each(SHAPES)('of %i x %i x %i', (...shape) => {
    const setting = problem(shape);
    const batch = noise(setting);

    /** How often each view was seen in the images of 400 steps; every image must be one of the views. */
    async function count(flip: boolean, crop: number): Promise<ReadonlyMap<View, number>> {
      const views = viewsOf(flip, crop);
      const seen = new Map(views.map((view) => [view, 0]));
      const expected = Array.from({ length: setting.batchSize }, (_, image) =>
        views.map((view) => [String(viewed(imageOf(batch, image), shape, view)), view] as const),
      ).map((pairs) => new Map(pairs));
      await withAugmenter({ flip, crop }, setting, (augment) => {
        for (let seed = 0; seed < 400; seed++) {
          const augmented = augment(seed, batch);
          expect(augmented.labels).toEqual(batch.labels);
          for (let image = 0; image < setting.batchSize; image++) {
            const view = expected[image]!.get(String([...imageOf(augmented, image)]));
            expect(view, `image ${image} with seed ${seed}`).toBeDefined();
            seen.set(view!, seen.get(view!)! + 1);
          }
        }
      });
      return seen;
    }

    it.each([
      [true, 0],
      [false, 1],
      [true, 2],
    ])('flip %s, crop %i: every view is as likely', async (flip, crop) => {
      const seen = await count(flip, crop);
      const expected = (400 * setting.batchSize) / seen.size;
      const chiSquare = [...seen.values()].reduce((sum, times) => sum + (times - expected) ** 2 / expected, 0);
      expect(chiSquare).toBeLessThan(seen.size - 1 + 4 * Math.sqrt(2 * seen.size));
    });
  });
});
