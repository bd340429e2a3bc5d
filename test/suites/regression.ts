import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import type { Regression } from '../../lib/math/regression.ts';
import { mean, spearman } from '../../lib/math/statistics.ts';

const draw = randomStream(1, 'points');
const bits = () => Array.from({ length: 10 }, () => draw.integer(2));
/** Of ten bits: sums of some and a product. */
export const truth = (point: readonly number[]) =>
  3 * point[0]! + 2 * point[1]! - point[2]! + 2 * point[3]! * point[4]!;
const other = (point: readonly number[]) => point[5]! - 4 * point[6]!;

export const toldPoints = Array.from({ length: 150 }, bits);
export const untold = Array.from({ length: 100 }, bits);

/** What every regression must do; see lib/math/regression.ts. */
export function regressionSuite(name: string, learn: Regression): void {
  describe(name, () => {
    const learned = (seed: number) =>
      learn(toldPoints, [toldPoints.map(truth), toldPoints.map(other)], randomStream(seed, 'learn'));

    it.each([
      [0, truth],
      [1, other],
    ] as const)('predicts function %i at points that it was not told', (i, exact) => {
      const expected = learned(1);
      const means = untold.map((point) => expected(point)[i]!.mean);
      expect(spearman(means, untold.map(exact))).toBeGreaterThan(0.9);
    });

    it('says how far it is off, roughly', () => {
      const expected = learned(1);
      const errors = untold.map((point) => Math.abs(expected(point)[0]!.mean - truth(point)));
      const deviations = untold.map((point) => expected(point)[0]!.deviation);
      expect(mean(deviations)).toBeGreaterThan(0.3 * mean(errors));
      expect(mean(deviations)).toBeLessThan(5 * mean(errors));
    });

    it('is the same for the same random numbers', () => {
      for (const point of untold.slice(0, 5)) expect(learned(1)(point)).toEqual(learned(1)(point));
    });

    it('takes points that are equal, and values that are', () => {
      const random = randomStream(1, 'equal');
      const [between] = learn([[1], [1]], [[1, 3]], random)([1]);
      expect(between!.mean).toBeGreaterThanOrEqual(1);
      expect(between!.mean).toBeLessThanOrEqual(3);
      expect(learn([[0], [1]], [[5, 5]], random)([0.5])[0]).toMatchObject({
        mean: expect.closeTo(5),
        deviation: expect.closeTo(0),
      });
    });

    it('needs a value a point', () => {
      const random = randomStream(1, 'wrong');
      expect(() => learn([], [[]], random)).toThrow('0 points');
      expect(() => learn([[1]], [[1], [1, 2]], random)).toThrow('1 points with 2 values');
    });
  });
}
