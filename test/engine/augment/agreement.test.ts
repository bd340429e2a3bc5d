import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../lib/engine/layers/batches.ts';
import { randomStream } from '../../../lib/math/random.ts';
import type { Augmentation } from '../../../lib/trial/augmentation.ts';
import { engines, isNative } from './augmenters.ts';
import { noise, problem, SHAPES } from './samples.ts';

const [[, inLayers], graph] = engines as readonly [(typeof engines)[number], (typeof engines)[number] | undefined];
const STEPS = 30;

const augmentations: readonly Partial<Augmentation>[] = [
  { flip: true, crop: 2 },
  { cutout: 5 },
  { mixup: 0.4 },
  { cutmix: 1 },
  { randAugment: { operations: 1, magnitude: 9 } },
  { randAugment: { operations: 3, magnitude: 30 } },
  { flip: true, crop: 1, cutout: 3, mixup: 0.2, cutmix: 1, randAugment: { operations: 2, magnitude: 5 } },
];

const texts = augmentations.map((changes) => [JSON.stringify(changes), changes] as const);
const parts = ({ features, targets, labels }: Batch) => ({ features, targets, labels: [...labels] });

describe.each(SHAPES)('augmented images of %i x %i x %i', (...shape) => {
  const setting = problem(shape, 16);
  const batch = noise(setting);

  it.runIf(isNative).each(texts)('are the same in both engines: %s', async (_text, changes) => {
    const steps: Batch[] = [];
    await inLayers(changes, setting, (augment) => {
      for (let seed = 0; seed < STEPS; seed++) steps.push(augment(seed, batch));
    });
    await graph![1](changes, setting, (augment) => {
      for (const [seed, expected] of steps.entries()) {
        const augmented = augment(seed, batch);
        expect(Object.keys(augmented).sort()).toEqual(Object.keys(expected).sort());
        expect([...augmented.labels]).toEqual([...expected.labels]);
        expect(farthest(augmented.features, expected.features), `features, seed ${seed}`).toBeLessThan(1e-6);
        if (expected.targets) expect(farthest(augmented.targets!, expected.targets)).toBeLessThan(1e-6);
      }
    });
  });

  describe.each(engines)('in %s', (_name, withAugmenter) => {
    it.each(texts)('follow from the seed: %s', (_text, changes) =>
      withAugmenter(changes, setting, (augment) => {
        const before = structuredClone(batch);
        const first = parts(augment(7, batch));
        expect(parts(augment(8, batch))).not.toEqual(first);
        expect(parts(augment(7, batch))).toEqual(first);
        expect(first.features).not.toEqual(batch.features);
        expect(batch).toEqual(before);
      }),
    );

    it('are left alone when all is off', () =>
      withAugmenter({}, setting, (augment) => expect(parts(augment(1, batch))).toEqual(parts(batch))));
  });
});

it.runIf(isNative)('boxes of any fraction of a pixel move alike in both engines', async () => {
  const setting = { ...problem([11, 14, 1], 6), task: 'detection' } as const;
  const random = randomStream(1, 'boxes');
  const labels = Float32Array.from({ length: 6 * 4 * 5 }, (_, i) => {
    const [start, length] = [8 * random.uniform(), 3 * random.uniform()];
    return [start, start, start + length, start + length, random.integer(4) - 1][i % 5]!;
  });
  const batch = { ...noise(setting), labels };
  const changes = { flip: true, crop: 5 };
  const steps: Batch[] = [];
  await inLayers(changes, setting, (augment) => {
    for (let seed = 0; seed < STEPS; seed++) steps.push(augment(seed, batch));
  });
  await graph![1](changes, setting, (augment) => {
    for (const [seed, expected] of steps.entries()) expect(augment(seed, batch).labels).toEqual(expected.labels);
  });
});

function farthest(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
