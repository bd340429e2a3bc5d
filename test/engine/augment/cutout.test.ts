import { describe, expect, it } from 'vitest';
import { engines } from './augmenters.ts';
import { imageOf, noise, problem, SHAPES } from './samples.ts';

/** An image with the square of `side` about a centre set to zero; an even square reaches further up and left. */
function cut(
  image: Float32Array,
  [height, width, channels]: readonly number[],
  centre: readonly number[],
  side: number,
) {
  const copy = [...image];
  const [top, left] = centre.map((at) => at - Math.floor(side / 2)) as [number, number];
  for (let y = Math.max(0, top); y < Math.min(height!, top + side); y++) {
    for (let x = Math.max(0, left); x < Math.min(width!, left + side); x++) {
      copy.fill(0, (y * width! + x) * channels!, (y * width! + x + 1) * channels!);
    }
  }
  return copy;
}

describe.each(engines)('cutout in %s', (_name, withAugmenter) => {
  it.each(SHAPES.flatMap((shape) => [3, 4].map((side) => ({ shape, side }))))(
    'zeroes a square of $side about any pixel of $shape',
    async ({ shape, side }) => {
      const setting = problem(shape);
      const batch = noise(setting);
      const [height, width] = shape;
      const centres = Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width]);
      const times = new Map(centres.map((centre) => [String(centre), 0]));
      const expected = Array.from(
        { length: setting.batchSize },
        (_, image) =>
          new Map(centres.map((centre) => [String(cut(imageOf(batch, image), shape, centre, side)), String(centre)])),
      );
      await withAugmenter({ cutout: side }, setting, (augment) => {
        for (let seed = 0; seed < 300; seed++) {
          const augmented = augment(seed, batch);
          for (let image = 0; image < setting.batchSize; image++) {
            const centre = expected[image]!.get(String([...imageOf(augmented, image)]));
            expect(centre, `image ${image} with seed ${seed}`).toBeDefined();
            times.set(centre!, times.get(centre!)! + 1);
          }
        }
      });
      const mean = (300 * setting.batchSize) / centres.length;
      expect(Math.min(...times.values())).toBeGreaterThan(mean / 5);
      expect(Math.max(...times.values())).toBeLessThan(mean * 3);
    },
  );
});
