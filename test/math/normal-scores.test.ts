import { expect, it } from 'vitest';
import { normalScores } from '../../lib/math/normal-scores.ts';

it('gives quantiles of the normal distribution by rank', () => {
  // Blom's scores for 5 values: quantiles of 0.119, 0.310, 0.5, 0.690, 0.881
  const scores = normalScores([30, 1000, 10, 20, 25]);
  for (const [i, score] of [0.497, 1.18, -1.18, -0.497, 0].entries())
    expect(Math.abs(scores[i]! - score)).toBeLessThan(0.04);
});

it('gives equal values equal scores', () => {
  expect(normalScores([7, 7, 7])).toEqual([0, 0, 0].map(() => expect.closeTo(0, 12)));
  const [a, b, c] = normalScores([1, 2, 2]);
  expect(b).toBe(c);
  expect(a).toBeLessThan(b!);
});
