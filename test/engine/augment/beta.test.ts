import { describe, expect, it } from 'vitest';
import { betaQuantiles } from '../../../lib/engine/augment/beta.ts';

/** Distribution functions of Beta(alpha, alpha) that have a closed form. */
const distributions: readonly (readonly [number, (x: number) => number])[] = [
  [0.5, (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x))],
  [1, (x) => x],
  [2, (x) => x ** 2 * (3 - 2 * x)],
  [3, (x) => x ** 3 * (10 - 15 * x + 6 * x ** 2)],
];

describe('betaQuantiles', () => {
  it.each(distributions)('of alpha %d are where the distribution says', (alpha, distribution) => {
    for (const [i, value] of betaQuantiles(alpha, 101).entries()) {
      expect(distribution(value)).toBeCloseTo((i + 0.5) / 101, 9);
    }
  });

  it.each([0.1, 0.2, 0.4, 1, 7.5, 10])('of alpha %d have its mean and variance', (alpha) => {
    const values = betaQuantiles(alpha, 4096);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(0.5, 9);
    expect(variance).toBeCloseTo(1 / (4 * (2 * alpha + 1)), 4);
  });
});
