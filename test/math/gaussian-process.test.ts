import { describe, expect, it } from 'vitest';
import { gaussianProcess } from '../../lib/math/gaussian-process.ts';
import { randomStream } from '../../lib/math/random.ts';
import { spearman } from '../../lib/math/statistics.ts';

const random = randomStream(1, 'points');
const bits = () => Array.from({ length: 10 }, () => random.integer(2));
const truth = (point: readonly number[]) => 3 * point[0]! + 2 * point[1]! - point[2]! + 2 * point[3]! * point[4]!;

describe('gaussianProcess', () => {
  const points = Array.from({ length: 120 }, bits);
  const other = (point: readonly number[]) => point[5]! - 4 * point[6]!;
  const both = gaussianProcess(points, [points.map(truth), points.map(other)]);
  const expected = (point: readonly number[]) => both(point)[0]!;

  it('predicts what it was not told, and is less sure far from what it was', () => {
    const others = Array.from({ length: 100 }, bits);
    expect(
      spearman(
        others.map((point) => expected(point).mean),
        others.map(truth),
      ),
    ).toBeGreaterThan(0.95);
    const [near, far] = [points[0]!, Array(10).fill(4)];
    expect(expected(near).deviation).toBeLessThan(0.3 * expected(far).deviation);
  });

  it('learns each of several functions as if it were alone', () => {
    const alone = gaussianProcess(points, [points.map(other)]);
    for (const point of Array.from({ length: 10 }, bits)) expect(both(point)[1]).toEqual(alone(point)[0]);
  });

  it('expects the mean far from everything', () => {
    const mean = points.map(truth).reduce((sum, value) => sum + value / points.length, 0);
    expect(expected(Array(10).fill(100)).mean).toBeCloseTo(mean, 9);
  });

  it('takes points that are equal, and values that are', () => {
    expect(gaussianProcess([[1], [1]], [[1, 3]])([1])[0]!.mean).toBeCloseTo(2, 9);
    expect(gaussianProcess([[0], [1]], [[5, 5]])([0.5])[0]).toMatchObject({ mean: 5, deviation: expect.closeTo(0) });
  });

  it('needs a value a point', () => {
    expect(() => gaussianProcess([], [[]])).toThrow('0 points');
    expect(() => gaussianProcess([[1]], [[1], [1, 2]])).toThrow('1 points with 2 values');
  });
});
