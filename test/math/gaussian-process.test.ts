import { expect, it } from 'vitest';
import { gaussianProcess } from '../../lib/math/gaussian-process.ts';
import { spearman } from '../../lib/math/statistics.ts';
import { regressionSuite, toldPoints, truth, untold } from '../suites/regression.ts';

regressionSuite('gaussianProcess', gaussianProcess);

const expected = (point: readonly number[]) => gaussianProcess(toldPoints, [toldPoints.map(truth)])(point)[0]!;

it('a Gaussian process predicts sums of decisions well', () => {
  const learned = gaussianProcess(toldPoints, [toldPoints.map(truth)]);
  const means = untold.map((point) => learned(point)[0]!.mean);
  expect(spearman(means, untold.map(truth))).toBeGreaterThan(0.95);
});

it('a Gaussian process is less sure far from what it was told', () => {
  const [near, far] = [toldPoints[0]!, Array(10).fill(4)];
  expect(expected(near).deviation).toBeLessThan(0.3 * expected(far).deviation);
});

it('a Gaussian process expects the mean far from everything', () => {
  const mean = toldPoints.map(truth).reduce((sum, value) => sum + value / toldPoints.length, 0);
  expect(expected(Array(10).fill(100)).mean).toBeCloseTo(mean, 9);
});

it('a Gaussian process learns each of several functions as if it were alone', () => {
  const other = (point: readonly number[]) => point[5]! - 4 * point[6]!;
  const both = gaussianProcess(toldPoints, [toldPoints.map(truth), toldPoints.map(other)]);
  const alone = gaussianProcess(toldPoints, [toldPoints.map(other)]);
  for (const point of untold.slice(0, 10)) expect(both(point)[1]).toEqual(alone(point)[0]);
});

it('a Gaussian process takes the mean of points that are equal, and of many points chooses its kernel by some', () => {
  expect(gaussianProcess([[1], [1]], [[1, 3]])([1])[0]!.mean).toBeCloseTo(2, 9);
  const many = [...toldPoints, ...untold];
  const learned = gaussianProcess(many, [many.map(truth)]);
  for (const point of untold) expect(Math.abs(learned(point)[0]!.mean - truth(point))).toBeLessThan(0.5);
});
