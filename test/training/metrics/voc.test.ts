import { describe, expect, it } from 'vitest';
import type { Scene } from '../../../lib/training/metrics/detection/scene.ts';
import { vocAveragePrecision } from '../../../lib/training/metrics/detection/voc.ts';

const at = (left: number, size = 10) => ({ left, top: 0, right: left + size, bottom: 10, label: 0 });
/** Detections that overlap the first, second ... object exactly, or (-1) none, by falling score. */
const found = (...objects: readonly number[]) =>
  objects.map((object, i) => ({ ...at(object < 0 ? 1000 + 20 * i : 20 * object), score: 1 - i / 100 }));
const scene = (objects: number, ...detections: readonly number[]): Scene => ({
  truths: Array.from({ length: objects }, (_, i) => at(20 * i)),
  detections: found(...detections),
});

describe('average precision by PASCAL VOC', () => {
  it.each<[string, Scene[], number, number]>([
    ['everything found', [scene(2, 0, 1)], 1, 1],
    ['nothing found', [scene(2)], 0, 0],
    // Precision 1 up to recall 1/2: recalls 0 to 0.5 are 6 of 11.
    ['half found', [scene(2, 0)], 6 / 11, 1 / 2],
    // Precisions 1, 1/2, 2/3 at recalls 1/2, 1/2, 1: the envelope is 1 up to 1/2, then 2/3.
    ['one wrong between two right', [scene(2, 0, -1, 1)], (6 + 5 * (2 / 3)) / 11, (1 + 2 / 3) / 2],
    ['an object found twice is wrong once', [scene(2, 0, 0, 1)], (6 + 5 * (2 / 3)) / 11, (1 + 2 / 3) / 2],
    // Sorted over both images: right, right, wrong, wrong. The recalls are 1/4 and 1/2.
    ['two images', [scene(2, 0, -1), scene(2, 0, -1)], 6 / 11, 1 / 2],
  ])('%s', (_case, scenes, of2007, of2010) => {
    expect(vocAveragePrecision(scenes, 1, '2007')).toEqual({
      mean: expect.closeTo(of2007, 12),
      perClass: [expect.closeTo(of2007, 12)],
    });
    expect(vocAveragePrecision(scenes, 1, '2010').mean).toBeCloseTo(of2010, 12);
  });

  it('gives a detection only the object it overlaps most', () => {
    const truths = [at(0), at(4)];
    // Both lie nearest to the first object, and overlap the second by more than a half.
    const detections = [
      { ...at(1), score: 0.9 },
      { ...at(1.5), score: 0.8 },
    ];
    expect(vocAveragePrecision([{ truths, detections }], 1, '2010').mean).toBeCloseTo(1 / 2, 12);
  });

  it('counts an overlap of exactly the least', () => {
    const truths = [at(0)];
    const detections = [{ ...at(0, 20), score: 0.9 }];
    expect(vocAveragePrecision([{ truths, detections }], 1, '2010', 0.5).mean).toBe(1);
    expect(vocAveragePrecision([{ truths, detections }], 1, '2010', 0.51).mean).toBe(0);
  });

  it('leaves classes without objects out of the mean', () => {
    const detections = [{ ...at(0), label: 1, score: 0.5 }];
    expect(vocAveragePrecision([{ ...scene(1, 0), detections: [...found(0), ...detections] }], 3, '2007')).toEqual({
      mean: 1,
      perClass: [1, null, null],
    });
    expect(vocAveragePrecision([{ truths: [], detections }], 2, '2010').mean).toBeNull();
  });
});
