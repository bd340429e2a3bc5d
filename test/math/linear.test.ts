import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastSquares, nonNegativeLeastSquares } from '../../lib/math/linear.ts';

const WIDTH = 3;
const number = fc.double({ min: -3, max: 3, noNaN: true });
const row = fc.array(number, { minLength: WIDTH, maxLength: WIDTH });
/** The rows of 4 I on top keep the columns far from dependent. */
const matrices = fc
  .array(row, { minLength: 1, maxLength: 8 })
  .map((rows) => [...Array.from({ length: WIDTH }, (_, i) => row0(i)), ...rows]);
const row0 = (i: number) => Array.from({ length: WIDTH }, (_, j) => (i === j ? 4 : 0));
const problems = matrices.chain((rows) =>
  fc.record({ rows: fc.constant(rows), b: fc.array(number, { minLength: rows.length, maxLength: rows.length }) }),
);

const times = (rows: readonly (readonly number[])[], c: readonly number[]) =>
  rows.map((one) => one.reduce((sum, value, j) => sum + value * c[j]!, 0));
const residuals = (rows: readonly (readonly number[])[], c: readonly number[], b: readonly number[]) =>
  times(rows, c).map((value, i) => b[i]! - value);
const sumOfSquares = (values: readonly number[]) => values.reduce((sum, value) => sum + value ** 2, 0);

describe('least squares', () => {
  it('finds the coefficients that made the values', () => {
    fc.assert(
      fc.property(matrices, row, (rows, coefficients) => {
        const found = leastSquares(rows, times(rows, coefficients));
        for (const [j, value] of coefficients.entries()) expect(found[j]).toBeCloseTo(value, 8);
      }),
    );
  });

  it('leaves a residual at right angles to every column', () => {
    fc.assert(
      fc.property(problems, ({ rows, b }) => {
        const rest = residuals(rows, leastSquares(rows, b), b);
        for (let j = 0; j < WIDTH; j++) {
          expect(rest.reduce((sum, value, i) => sum + value * rows[i]![j]!, 0)).toBeCloseTo(0, 8);
        }
      }),
    );
  });

  it('scales a coefficient against its column, with a ridge too', () => {
    fc.assert(
      fc.property(problems, fc.constantFrom(1e-6, 1e6), fc.constantFrom(0, 0.1), ({ rows, b }, factor, ridge) => {
        const scaled = leastSquares(
          rows.map(([first, ...others]) => [first! * factor, ...others]),
          b,
          ridge,
        );
        const plain = leastSquares(rows, b, ridge);
        expect(scaled[0]! * factor).toBeCloseTo(plain[0]!, 8);
        expect(scaled[2]).toBeCloseTo(plain[2]!, 8);
      }),
    );
  });

  it('shares a weight between equal columns when there is a ridge, and refuses them without', () => {
    const rows = [
      [1, 1],
      [2, 2],
      [3, 3],
    ];
    const shared = leastSquares(rows, [2, 4, 6], 1e-9);
    expect(shared[0]).toBeCloseTo(1, 6);
    expect(shared[1]).toBeCloseTo(1, 6);
    expect(() => leastSquares(rows, [2, 4, 6])).toThrow(/dependent columns; give a ridge/);
    expect(() => leastSquares([[1, 2]], [1])).toThrow(/dependent columns/);
  });

  it('gives a column of zeros the coefficient 0', () => {
    expect(
      leastSquares(
        [
          [0, 1],
          [0, 2],
        ],
        [1, 2],
        1e-9,
      )[0],
    ).toBe(0);
  });

  it('refuses what has no answer', () => {
    expect(() => leastSquares([], [])).toThrow(new RangeError('least squares of 0 rows with 0 values'));
    expect(() => leastSquares([[1]], [1, 2])).toThrow(new RangeError('least squares of 1 rows with 2 values'));
    expect(() => leastSquares([[Infinity]], [1], 1)).toThrow(/not finite/);
    expect(() => leastSquares([[1]], [NaN], 1)).toThrow(/not finite/);
  });
});

describe('non-negative least squares', () => {
  it('has no negative coefficient, and fits no better than without that rule', () => {
    fc.assert(
      fc.property(problems, ({ rows, b }) => {
        const bounded = nonNegativeLeastSquares(rows, b);
        expect(bounded).toHaveLength(WIDTH);
        expect(Math.min(...bounded)).toBeGreaterThanOrEqual(0);
        const [free, best] = [leastSquares(rows, b), sumOfSquares(residuals(rows, leastSquares(rows, b), b))];
        expect(sumOfSquares(residuals(rows, bounded, b))).toBeGreaterThanOrEqual(best - 1e-8);
        if (Math.min(...free) >= 0) expect(bounded).toEqual(free);
      }),
    );
  });

  it('leaves out what would be negative and fits the others anew', () => {
    // Both together would be 3 and -1; the constant alone is the mean.
    const rows = [
      [1, 0],
      [1, 1],
      [1, 2],
    ];
    const [constant, slope] = nonNegativeLeastSquares(rows, [3, 2, 1]);
    expect(constant).toBeCloseTo(2, 12);
    expect(slope).toBe(0);
    expect(nonNegativeLeastSquares(rows, [-3, -2, -1])).toEqual([0, 0]);
  });
});
