import { cholesky, inverse, solveLower } from './cholesky.ts';
import { covariance, gram, type Part, type Point } from './parts.ts';
import type { Expectation } from './regression.ts';
import { mean } from './statistics.ts';
import { diagonal, product, varianceComponents, weightedSum } from './variance-components.ts';

/** Variances of noise before any value is known: of values in proportion to themselves, and of all alike. */
const NOISE = { relative: 0.005, absolute: 0.002 };
/** Degrees of freedom of the noise, Student's t: a value far off is believed less. */
const FREEDOM = 4;
/** What noise varies by beyond its scale. */
const TAIL = FREEDOM / (FREEDOM - 2);
/** Passes in which values far off, and what is proportional to the function, are found. */
const PASSES = 3;
/** The function is never less than this share of a value that was seen, nor of the mean: values are positive. */
const LEAST = { ofValue: 0.3, ofMean: 0.05 };
/** Variances are learnt from so many values at most; that takes time with their cube. */
const MOST_LEARNING = 300;

/** What was learnt of a function: JSON. */
export interface AdditiveFit {
  /** Mean of the values, which all else is in shares of. */
  readonly scale: number;
  /** Of the parts, then of the noise: relative, absolute. */
  readonly variances: readonly number[];
  /** What each value's noise has for a variance. */
  readonly noise: readonly number[];
  /** Logarithm of the values' probability, up to a constant. */
  readonly evidence: number;
}

/**
 * Learns how much each part of a positive function varies, and its noise, from values at points: a Gaussian process whose
 * kernel is a sum (Duvenaud, Nickisch and Rasmussen 2011, arXiv:1112.4394) with Student's t noise, by reweighting
 * (Lange, Little and Taylor 1989).
 * @throws RangeError without values, or when one is not positive
 */
export function fitAdditive(parts: readonly Part[], points: readonly Point[], values: readonly number[]): AdditiveFit {
  if (values.length === 0 || values.length !== points.length || !values.every((value) => value > 0)) {
    throw new RangeError(`${points.length} points with ${values.length} values; allowed: positive values, one a point`);
  }
  const scale = mean(values);
  const y = Float64Array.from(values, (value) => value / scale);
  const matrices = gramsOf(parts, points);
  const variances = learn(parts, points, y);
  const [relative, absolute] = variances.slice(-2) as [number, number];
  const kernel = weightedSum(matrices, variances.slice(0, -2));
  let squares = y.map((value) => value ** 2);
  let weights = new Float64Array(y.length).fill(1);
  for (let pass = 0; ; pass++) {
    const noise = squares.map((square, i) => (relative * square + absolute) * weights[i]!);
    const inverted = inverse(y.length, plusDiagonal(kernel, noise))!;
    const solved = product(inverted, y);
    if (pass === PASSES - 1) {
      return { scale, variances, noise: [...noise], evidence: evidence(inverted, solved, y, weights) };
    }
    const fitted = product(kernel, solved);
    squares = fitted.map((value, i) => Math.max(value, LEAST.ofValue * y[i]!) ** 2);
    weights = weights.map((_, i) => {
      // What the function itself may still be there: noise - noise^2 K^-1.
      const open = noise[i]! - noise[i]! ** 2 * inverted[i * (y.length + 1)]!;
      const off = ((y[i]! - fitted[i]!) ** 2 + Math.max(0, open)) / (relative * squares[i]! + absolute);
      return (FREEDOM + off) / (FREEDOM + 1);
    });
  }
}

/** Log likelihood with the weights' own probability. */
function evidence(inverted: Float64Array, solved: Float64Array, y: Float64Array, weights: Float64Array): number {
  const { packed } = cholesky(y.length, (i, j) => inverted[i * y.length + j]!)!;
  let sum = 0;
  for (let i = 0, at = 0; i < y.length; i++, at += i + 1) {
    const weight = weights[i]!;
    sum += Math.log(packed[at]!) - 0.5 * y[i]! * solved[i]!;
    sum += (FREEDOM / 2) * (Math.log(1 / weight) - 1 / weight + 1);
  }
  return sum;
}

function learn(parts: readonly Part[], points: readonly Point[], y: Float64Array): readonly number[] {
  const stride = Math.ceil(points.length / MOST_LEARNING);
  const some = points.filter((_, i) => i % stride === 0);
  const values = y.filter((_, i) => i % stride === 0);
  const matrices = [
    ...gramsOf(parts, some),
    diagonal(values.map((value) => value ** 2)),
    diagonal(values.map(() => 1)),
  ];
  return varianceComponents(matrices, values, [
    ...parts.map(({ variance }) => variance),
    NOISE.relative,
    NOISE.absolute,
  ]);
}

/** What a fit expects anywhere, and of each of its values by the others alone; both with noise, as a new value has. */
export interface AdditivePrediction {
  at(point: Point): Expectation;
  readonly leftOut: readonly Expectation[];
}

/** @param points, values what the fit was learnt from */
export function additiveProcess(
  parts: readonly Part[],
  points: readonly Point[],
  values: readonly number[],
  { scale, variances, noise }: AdditiveFit,
): AdditivePrediction {
  const [relative, absolute] = variances.slice(-2) as [number, number];
  const y = Float64Array.from(values, (value) => value / scale);
  const matrix = plusDiagonal(weightedSum(gramsOf(parts, points), variances.slice(0, -2)), noise);
  const lower = cholesky(y.length, (i, j) => matrix[i * y.length + j]!)!;
  const inverted = inverse(y.length, matrix)!;
  const solved = product(inverted, y);
  const expected = (value: number, variance: number): Expectation => {
    const share = Math.max(value, LEAST.ofMean);
    const noisy = Math.max(0, variance) + TAIL * (relative * share ** 2 + absolute);
    return { mean: scale * share, deviation: scale * Math.sqrt(noisy) };
  };
  return {
    at(point) {
      const covariances = new Float64Array(y.length);
      let own = 0;
      for (const [p, part] of parts.entries()) {
        const variance = variances[p]!;
        own += variance * covariance(part, point[p]!, point[p]!);
        for (let i = 0; i < y.length; i++) covariances[i]! += variance * covariance(part, point[p]!, points[i]![p]!);
      }
      let value = 0;
      for (let i = 0; i < y.length; i++) value += covariances[i]! * solved[i]!;
      let explained = 0;
      for (const part of solveLower(lower, covariances)) explained += part * part;
      return expected(value, own - explained);
    },
    leftOut: values.map((_, i) => {
      const precision = inverted[i * (y.length + 1)]!;
      return expected(y[i]! - solved[i]! / precision, 1 / precision - noise[i]!);
    }),
  };
}

const gramsOf = (parts: readonly Part[], points: readonly Point[]) =>
  parts.map((part, p) =>
    gram(
      part,
      points.map((point) => point[p]!),
    ),
  );

const plusDiagonal = (matrix: Float64Array, values: ArrayLike<number>) =>
  weightedSum([matrix, diagonal(values)], [1, 1]);
