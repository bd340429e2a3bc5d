import { probit } from 'simple-statistics';
import { expect, it } from 'vitest';
import { normalQuantile } from '../../lib/math/normal-quantile.ts';

it.each([
  [0.5, 0],
  [0.75, 0.67448975],
  [0.9, 1.28155157],
  [0.95, 1.64485363],
  [0.975, 1.95996398],
  [0.999, 3.09023231],
  [1e-10, -6.36134089],
])('has %d of a normal distribution below it: %d', (probability, value) => {
  expect(normalQuantile(probability)).toBeCloseTo(value, 5);
});

it('agrees with another implementation', () => {
  for (let i = 1; i < 100; i++) expect(Math.abs(normalQuantile(i / 100) - probit(i / 100))).toBeLessThan(5e-3);
});
