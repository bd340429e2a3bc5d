import type { Interval } from './scales.ts';

/** Two-sided 95 % quantile of the standard normal. */
const Z = 1.959964;

/** Wilson's 95 % score interval of a share seen in `n` examples (Wilson 1927, doi:10.1080/01621459.1927.10502953). */
export function wilsonInterval(share: number, n: number): Interval {
  const denominator = 1 + Z ** 2 / n;
  const centre = (share + Z ** 2 / (2 * n)) / denominator;
  const half = (Z / denominator) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
