import { cholesky, solveLower, solveUpper, type Triangle } from './cholesky.ts';
import { mean } from './statistics.ts';

/** What a Gaussian process expects at a point: a normal distribution. */
export interface Expectation {
  readonly mean: number;
  readonly deviation: number;
}

/** Of exp(-rate |x - y|^2): from one that sees far to one that sees the nearest points alone. */
const RATES = [0.00625, 0.0125, 0.025, 0.05, 0.1, 0.2, 0.4];
/** Variance of the noise in shares of the signal's. */
const NOISES = [0.01, 0.05, 0.2];

interface Fit {
  readonly rate: number;
  readonly lower: Triangle;
  /** Inverse covariance times the centred values. */
  readonly weights: Float64Array;
  /** Of the signal, at its most likely value (Rasmussen and Williams 2006, section 5.4.1, profiled). */
  readonly variance: number;
  readonly likelihood: number;
}

/**
 * Regression with a Gaussian process: kernel variance exp(-rate |x - y|^2), constant mean, normal noise; rate, noise and
 * variance are the most likely ones of a grid. Of one-hot features it sees how many decisions differ.
 * Rasmussen and Williams 2006, http://gaussianprocess.org/gpml, algorithm 2.1. Takes time with the cube of the points.
 * @param points of one length, each feature about from 0 to 1
 * @returns what it expects of the noiseless function
 * @throws RangeError without points or when there is not one value a point
 */
export function gaussianProcess(
  points: readonly (readonly number[])[],
  values: readonly number[],
): (point: readonly number[]) => Expectation {
  if (points.length === 0 || points.length !== values.length) {
    throw new RangeError(`a Gaussian process of ${points.length} points with ${values.length} values`);
  }
  const centre = mean(values);
  const centred = values.map((value) => value - centre);
  const distances = points.map((point, i) => Float64Array.from(points.slice(0, i), (other) => distance(point, other)));
  const fits = RATES.flatMap((rate) => NOISES.map((noise) => conditioned(distances, centred, rate, noise)));
  const { rate, lower, weights, variance } = fits.reduce((best, other) =>
    other.likelihood > best.likelihood ? other : best,
  );
  return (point) => {
    const covariances = Float64Array.from(points, (other) => Math.exp(-rate * distance(point, other)));
    const explained = solveLower(lower, covariances).reduce((sum, value) => sum + value * value, 0);
    return {
      mean: centre + covariances.reduce((sum, covariance, i) => sum + covariance * weights[i]!, 0),
      deviation: Math.sqrt(variance * Math.max(0, 1 - explained)),
    };
  };
}

/** @param distances squared, of each point to those before it */
function conditioned(distances: readonly Float64Array[], values: readonly number[], rate: number, noise: number): Fit {
  const size = values.length;
  const lower = cholesky(size, (i, j) => (i === j ? 1 + noise : Math.exp(-rate * distances[i]![j]!)))!;
  const weights = solveUpper(lower, solveLower(lower, values));
  const variance = Math.max(values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / size, Number.MIN_VALUE);
  let logDeterminant = 0;
  for (let i = 0, at = 0; i < size; i++, at += i + 1) logDeterminant += Math.log(lower.packed[at]!);
  return { rate, lower, weights, variance, likelihood: -0.5 * size * Math.log(variance) - logDeterminant };
}

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}
