import { describe, expect, it } from 'vitest';
import type { Operation } from '../../../lib/engine/augment/rand-augment.ts';
import { randAugmentTables } from '../../../lib/engine/augment/rand-augment.ts';
import { appliers } from './apply-operation.ts';
import { engines } from './augmenters.ts';
import { imageOf, noise, problem } from './samples.ts';

/** Large enough for equalize, which leaves an image of fewer than 255 pixels alone. */
const SHAPE = [16, 17, 3] as const;
const identity = Int32Array.from({ length: SHAPE[0] * SHAPE[1] }, (_, pixel) => pixel);

const amounts = (magnitude: number) => {
  const byOperation = new Map<Operation, number[]>();
  for (const { operation, amount } of randAugmentTables(magnitude, SHAPE).variants) {
    byOperation.set(operation, [...(byOperation.get(operation) ?? []), amount]);
  }
  return byOperation;
};

describe('the tables of RandAugment', () => {
  it('have the fourteen operations of the paper, each twice', () => {
    const { variants, maps } = randAugmentTables(9, SHAPE);
    expect(variants.length).toBe(28);
    expect(maps.length).toBe(10);
    for (const [operation, values] of amounts(9)) expect(values.length).toBe(operation === 'move' ? 10 : 2);
    expect(amounts(9).size).toBe(10);
  });

  it('change nothing at magnitude 0, but for the operations that have none', () => {
    const { maps } = randAugmentTables(0, SHAPE);
    for (const map of maps) expect(map).toEqual(identity);
    const expected = { solarize: 256, posterize: 1, color: 1, contrast: 1, brightness: 1, sharpness: 1 };
    for (const [operation, amount] of Object.entries(expected)) {
      expect(amounts(0).get(operation as Operation)).toEqual([amount, amount]);
    }
  });

  it('reach the ends of the published ranges at magnitude 10', () => {
    expect(amounts(10).get('solarize')).toEqual([0, 0]);
    expect(amounts(10).get('posterize')).toEqual([16, 16]);
    for (const [i, end] of [0.1, 1.9].entries()) expect(amounts(10).get('contrast')![i]).toBeCloseTo(end, 12);
  });

  it('move whole pixels, 150 of 331 at magnitude 10, either way', () => {
    const { maps } = randAugmentTables(10, [1, 331, 1]);
    expect([...maps[6]!.subarray(149, 152)]).toEqual([331, 0, 1]);
    expect([...maps[7]!.subarray(179, 182)]).toEqual([329, 330, 331]);
  });

  it('stay in range up to magnitude 30', () => {
    expect(amounts(30).get('posterize')).toEqual([128, 128]);
    expect(amounts(30).get('solarize')).toEqual([0, 0]);
    expect(amounts(30).get('brightness')).toEqual([0.1, 3.7]);
  });
});

describe.each(engines)('RandAugment in %s', (_name, withAugmenter) => {
  const setting = problem(SHAPE, 8);
  const batch = noise(setting);

  it('gives each image an operation of its own, all of them as likely', async () => {
    const [, apply] = appliers[0]!;
    const { variants, maps } = randAugmentTables(9, SHAPE);
    const candidates: string[][] = [];
    for (let image = 0; image < setting.batchSize; image++) {
      const bytes = imageOf(batch, image).map((value) => Math.round(value * 255));
      const results = variants.map(({ operation, amount }) =>
        apply({ operation, shape: SHAPE, images: [bytes], amounts: [amount], maps }),
      );
      candidates.push((await Promise.all(results)).map(([result]) => String(result)));
    }
    const times = new Map<string, number>();
    await withAugmenter({ randAugment: { operations: 1, magnitude: 9 } }, setting, (augment) => {
      for (let seed = 0; seed < 400; seed++) {
        const augmented = augment(seed, batch);
        for (let image = 0; image < setting.batchSize; image++) {
          const result = String(imageOf(augmented, image).map((value) => Math.round(value * 255)));
          const variant = candidates[image]!.indexOf(result);
          expect(variant, `image ${image} with seed ${seed}`).toBeGreaterThanOrEqual(0);
          const { operation, amount } = variants[variant]!;
          const key = operation === 'move' ? `move ${amount}` : operation;
          times.set(key, (times.get(key) ?? 0) + 1);
        }
      }
    });
    const each = (400 * setting.batchSize) / 14;
    for (const [key, count] of times) {
      const expected = key.startsWith('move') ? each / 2 : each;
      expect(count / expected, key).toBeGreaterThan(0.7);
      expect(count / expected, key).toBeLessThan(1.3);
    }
    expect(times.size).toBe(9 + 10);
  });
});
