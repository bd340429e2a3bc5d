import fc from 'fast-check';
import * as reference from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { correlation, kendallTau, mean, median, spearman, standardDeviation } from '../../lib/math/statistics.ts';

const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const few = fc.integer({ min: 0, max: 4 });
const lists = fc.array(value, { minLength: 2, maxLength: 30 });
/** Two lists of one length, with many ties, neither constant. */
const pairs = fc
  .array(fc.tuple(few, few), { minLength: 3, maxLength: 30 })
  .map((list): [number[], number[]] => [list.map(([a]) => a), list.map(([, b]) => b)])
  .filter((both) => both.every((list) => new Set(list).size > 1));

describe('statistics agree with simple-statistics', () => {
  it.each([
    ['mean', mean, reference.mean],
    ['median', median, reference.median],
    ['standard deviation', standardDeviation, reference.sampleStandardDeviation],
  ])('%s', (_name, ours, theirs) => {
    fc.assert(
      fc.property(lists, (values) => {
        expect(ours(values)).toBeCloseTo(theirs(values), 9);
      }),
    );
  });

  it.each([
    ['correlation', correlation, reference.sampleCorrelation],
    ['rank correlation, ties included', spearman, reference.sampleRankCorrelation],
  ])('%s', (_name, ours, theirs) => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(ours(a, b)).toBeCloseTo(theirs(a, b), 9);
      }),
    );
  });

  it('and leave their arguments as they are', () => {
    const values = Object.freeze([3, 1, 2]);
    expect([median(values), spearman(values, values), kendallTau(values, values)]).toEqual([2, 1, 1]);
  });
});

describe("Kendall's tau", () => {
  it('counts agreeing and disagreeing pairs, and corrects for ties', () => {
    expect(kendallTau([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo((5 - 1) / 6, 12);
    // 8 pairs agree, none disagrees, 1 pair is tied in each list: 8 / sqrt(9 * 9).
    expect(kendallTau([1, 2, 2, 4, 5], [1, 2, 3, 4, 4])).toBeCloseTo(8 / 9, 12);
  });

  it('is 1 with itself, symmetric, and turns its sign with the order', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(kendallTau(a, a)).toBeCloseTo(1, 12);
        expect(kendallTau(a, b)).toBe(kendallTau(b, a));
        expect(
          kendallTau(
            a,
            b.map((one) => -one),
          ),
        ).toBeCloseTo(-kendallTau(a, b), 12);
      }),
    );
  });

  it.each([
    ['tau', kendallTau],
    ['the rank correlation', spearman],
  ])('sees the order only, as %s does', (_name, measure) => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(
          measure(
            a.map((one) => one ** 3 + 7),
            b,
          ),
        ).toBeCloseTo(measure(a, b), 12);
      }),
    );
  });
});

it('has the tau of all pairs, compared one by one', () => {
  const few = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), { minLength: 3 });
  fc.assert(
    fc.property(few, (both) => {
      let [agreement, untiedA, untiedB] = [0, 0, 0];
      for (const [i, [a, b]] of both.entries()) {
        for (const [otherA, otherB] of both.slice(0, i)) {
          agreement += Math.sign(a - otherA) * Math.sign(b - otherB);
          untiedA += Number(a !== otherA);
          untiedB += Number(b !== otherB);
        }
      }
      const tau = kendallTau(
        both.map(([a]) => a),
        both.map(([, b]) => b),
      );
      const expected = agreement / Math.sqrt(untiedA * untiedB);
      if (Number.isNaN(expected)) expect(tau).toBeNaN();
      else expect(tau).toBeCloseTo(expected, 12);
    }),
  );
});

describe('statistics of too little', () => {
  it('are refused', () => {
    expect(() => mean([])).toThrow(new RangeError('mean of 0 values; it takes at least 1'));
    expect(() => median([])).toThrow(RangeError);
    expect(() => standardDeviation([1])).toThrow(new RangeError('standard deviation of 1 values; it takes at least 2'));
    expect(() => correlation([1], [1])).toThrow(RangeError);
  });

  it('and of lists of unequal length too', () => {
    for (const measure of [correlation, spearman, kendallTau]) {
      expect(() => measure([1, 2, 3], [1, 2])).toThrow(/3 values with 2/);
    }
  });

  it('are not a number where a list is constant', () => {
    expect([correlation, spearman, kendallTau].map((measure) => measure([1, 1, 1], [1, 2, 3]))).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
  });
});
