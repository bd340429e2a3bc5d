import { describe, expect, it } from 'vitest';
import { type Augmentation, NO_AUGMENTATION } from '../../lib/trial/augmentation.ts';
import { augmentationProblems } from '../../lib/trial/augmentation-problems.ts';
import type { Task } from '../../lib/trial/task.ts';

const ALL: Augmentation = {
  flip: true,
  crop: 4,
  cutout: 8,
  mixup: 0.2,
  cutmix: 1,
  randAugment: { operations: 2, magnitude: 9 },
};

const problems = (changes: Partial<Augmentation>, task: Task, input: readonly number[]) =>
  augmentationProblems({ ...NO_AUGMENTATION, ...changes }, task, input).map(
    ({ path, message }) => `${path}: ${message}`,
  );

describe('augmentationProblems', () => {
  it.each([1, 3])('finds none in images of %i channels that are classified', (channels) =>
    expect(problems(ALL, 'classification', [28, 28, channels])).toEqual([]),
  );

  it.each<Task>(['classification', 'regression', 'detection'])('finds none in %s when all is off', (task) =>
    expect(problems({}, task, [9])).toEqual([]),
  );

  it('refuses what mixes labels, and RandAugment, in detection and regression', () => {
    expect(problems(ALL, 'detection', [64, 64, 3])).toEqual([
      'recipe.augmentation.mixup: got 0.2; allowed: 0 in detection',
      'recipe.augmentation.cutmix: got 1; allowed: 0 in detection',
      'recipe.augmentation.randAugment.operations: got 2; allowed: 0 in detection',
    ]);
    expect(problems({ mixup: 1 }, 'regression', [64, 64, 3])).toEqual([
      'recipe.augmentation.mixup: got 1; allowed: 0 in regression',
    ]);
  });

  it('refuses everything where examples are not images', () => {
    const found = problems(ALL, 'classification', [200]);
    expect(found.length).toBe(6);
    expect(found[1]).toBe('recipe.augmentation.crop: got 4; allowed: 0, as examples are no images');
    expect(found[0]).toBe('recipe.augmentation.flip: got true; allowed: false, as examples are no images');
  });

  it('compares sizes with the shorter side', () => {
    expect(problems({ crop: 11, cutout: 12 }, 'classification', [12, 20, 1])).toEqual([]);
    expect(problems({ crop: 12, cutout: 13 }, 'classification', [20, 12, 1])).toEqual([
      "recipe.augmentation.crop: got 12; allowed: less than the images' shorter side, 12",
      "recipe.augmentation.cutout: got 13; allowed: up to the images' shorter side, 12",
    ]);
  });

  it('wants one or three channels for RandAugment', () =>
    expect(problems(ALL, 'classification', [28, 28, 4])).toEqual([
      'recipe.augmentation.randAugment.operations: got 2; allowed: 0, or images of 1 or 3 channels',
    ]));
});
