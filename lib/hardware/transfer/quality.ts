import { normalQuantile } from '../../math/normal-quantile.ts';
import type { Expectation } from '../../math/regression.ts';
import { mean, spearman } from '../../math/statistics.ts';

/** How predictions stand to measurements. */
export interface Quality {
  readonly networks: number;
  /** Rank correlation of predicted and measured; 1 is the same order. */
  readonly spearman: number;
  /** Mean of |predicted - measured| / measured, in percent. */
  readonly meanAbsolutePercentageError: number;
  /** Shares that are predicted to within 5 and 10 % of what was measured. */
  readonly within5: number;
  readonly within10: number;
  /** Share that is in the interval which should hold 90 %. */
  readonly coverage90: number;
}

/** Deviations on both sides that hold 90 % of a normal distribution. */
const NINETY = normalQuantile(0.95);

/** @throws RangeError without two of them */
export function qualityOf(predicted: readonly Expectation[], measured: readonly number[]): Quality {
  const means = predicted.map((expected) => expected.mean);
  const off = measured.map((ms, i) => Math.abs(means[i]! - ms));
  const share = (fits: (i: number) => boolean) => mean(measured.map((_, i) => (fits(i) ? 1 : 0)));
  return {
    networks: measured.length,
    spearman: spearman(means, measured),
    meanAbsolutePercentageError: 100 * mean(measured.map((ms, i) => off[i]! / ms)),
    within5: share((i) => off[i]! <= 0.05 * measured[i]!),
    within10: share((i) => off[i]! <= 0.1 * measured[i]!),
    coverage90: share((i) => off[i]! <= NINETY * predicted[i]!.deviation),
  };
}
