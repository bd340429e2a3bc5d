import { cholesky, solveLower, solveUpper, type Triangle } from './cholesky.ts';
import { checkRegression, type Regression } from './regression.ts';
import { mean } from './statistics.ts';

/** Of exp(-rate |x - y|^2): from one that sees far to one that sees the nearest points alone. */
const RATES = [0.00625, 0.0125, 0.025, 0.05, 0.1, 0.2, 0.4];
/** Variance of the noise in shares of the signal's. */
const NOISES = [0.01, 0.05, 0.2];
/** Points by which rate and noise are chosen at most: that takes a factorisation for each pair of them. */
const MOST_CHOOSING = 150;

type Points = readonly (readonly number[])[];

/** Of a kernel. */
interface Shape {
  readonly rate: number;
  readonly noise: number;
}

/** The process of a function. */
interface Fit extends Shape {
  readonly lower: Triangle;
  readonly centre: number;
  /** Inverse covariance times the centred values. */
  readonly weights: Float64Array;
  /** Of the signal, at its most likely value (Rasmussen and Williams 2006, section 5.4.1, profiled). */
  readonly variance: number;
  readonly likelihood: number;
}

/**
 * Regression with a Gaussian process: kernel variance exp(-rate |x - y|^2), constant mean, normal noise; rate, noise and
 * variance are the most likely ones of a grid (of many points, by some of them). Of one-hot features it sees how many
 * decisions differ. Rasmussen and Williams 2006, http://gaussianprocess.org/gpml, algorithm 2.1. Takes time with the cube of
 * the points; what depends on them alone is worked out once for all functions.
 * @returns what it expects of the noiseless functions
 */
export const gaussianProcess = ((points, functions) => {
  checkRegression(points, functions);
  const fits = fitted(points, functions);
  return (point) => {
    const distances = Float64Array.from(points, (other) => distance(point, other));
    return fits.map(({ rate, lower, centre, weights, variance }) => {
      const covariances = distances.map((each) => Math.exp(-rate * each));
      const explained = solveLower(lower, covariances).reduce((sum, value) => sum + value * value, 0);
      return {
        mean: centre + covariances.reduce((sum, covariance, i) => sum + covariance * weights[i]!, 0),
        deviation: Math.sqrt(variance * Math.max(0, 1 - explained)),
      };
    });
  };
}) satisfies Regression;

/** A fit of each function: its shape by some points evenly taken, then all of them. */
function fitted(points: Points, functions: readonly (readonly number[])[]): readonly Fit[] {
  const stride = Math.ceil(points.length / MOST_CHOOSING);
  const some = <T>(all: readonly T[]) => all.filter((_, i) => i % stride === 0);
  const shapes = mostLikely(some(points), functions.map(some));
  if (stride === 1) return shapes;
  const factored = factoriser(points);
  return shapes.map(({ rate, noise }, i) => {
    const lower = factored({ rate, noise });
    return { rate, noise, lower, ...conditioned(lower, functions[i]!) };
  });
}

function mostLikely(points: Points, functions: readonly (readonly number[])[]): readonly Fit[] {
  const factored = factoriser(points);
  const best: (Fit | undefined)[] = functions.map(() => undefined);
  for (const rate of RATES) {
    for (const noise of NOISES) {
      const lower = factored({ rate, noise });
      for (const [i, values] of functions.entries()) {
        const fit = { rate, noise, lower, ...conditioned(lower, values) };
        if (!best[i] || fit.likelihood > best[i].likelihood) best[i] = fit;
      }
    }
  }
  return best as readonly Fit[];
}

/** Factors the covariances of points. */
function factoriser(points: Points): (shape: Shape) => Triangle {
  const distances = points.map((point, i) => Float64Array.from(points.slice(0, i), (other) => distance(point, other)));
  return ({ rate, noise }) =>
    cholesky(points.length, (i, j) => (i === j ? 1 + noise : Math.exp(-rate * distances[i]![j]!)))!;
}

function conditioned(lower: Triangle, values: readonly number[]): Omit<Fit, keyof Shape | 'lower'> {
  const size = values.length;
  const centre = mean(values);
  const centred = values.map((value) => value - centre);
  const weights = solveUpper(lower, solveLower(lower, centred));
  const variance = Math.max(centred.reduce((sum, value, i) => sum + value * weights[i]!, 0) / size, Number.MIN_VALUE);
  let logDeterminant = 0;
  for (let i = 0, at = 0; i < size; i++, at += i + 1) logDeterminant += Math.log(lower.packed[at]!);
  return { centre, weights, variance, likelihood: -0.5 * size * Math.log(variance) - logDeterminant };
}

function distance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}
