import { describe, expect, it } from 'vitest';
import { affineFit } from '../../lib/hardware/fit.ts';

describe('affineFit', () => {
  const x = [1, 2, 3, 5, 8, 13];

  it('recovers a line', () => {
    const { intercept, slope } = affineFit(
      x,
      x.map((value) => 0.5 + 2 * value),
    );
    expect(slope).toBeCloseTo(2, 12);
    expect(intercept).toBeCloseTo(0.5, 12);
  });

  it('bears an outlier', () => {
    const { slope } = affineFit(x, [...x.map((value) => 0.5 + 2 * value).slice(0, -1), 900]);
    expect(slope).toBeCloseTo(2, 1);
  });

  it('goes through zero rather than predict less than nothing', () => {
    expect(
      affineFit(
        x,
        x.map((value) => 2 * value - 1),
      ).intercept,
    ).toBe(0);
  });

  it('is flat where all sums are equal or larger ones are faster', () => {
    expect(affineFit([1, 1, 1], [4, 5, 6])).toEqual({ intercept: 5, slope: 0 });
    expect(affineFit([1, 2, 3], [6, 5, 4])).toEqual({ intercept: 5, slope: 0 });
  });
});
