import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks } from '../../lib/report/ticks.ts';

describe('linearTicks', () => {
  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1], 1],
    [0.931, 0.987, 6, [0.94, 0.95, 0.96, 0.97, 0.98], 2],
    [0, 33, 8, [0, 5, 10, 15, 20, 25, 30], 0],
    [-12, 2900, 4, [0, 1000, 2000], 0],
    [0.0031, 0.0049, 4, [0.0035, 0.004, 0.0045], 4],
  ])('from %d to %d, about %d', (low, high, count, values, digits) => {
    expect(linearTicks(low, high, count)).toEqual({ values, digits });
  });

  it('gives the one value of a range of no length', () => {
    expect(linearTicks(0.5, 0.5, 5).values).toEqual([0.5]);
  });

  it('rises in equal steps inside the range, and its digits tell the values apart', () => {
    const ranges = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-4, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(ranges, fc.integer({ min: 2, max: 12 }), ([low, length], count) => {
        const { values, digits } = linearTicks(low, low + length, count);
        expect(values.length).toBeGreaterThanOrEqual(1);
        expect(values.length).toBeLessThanOrEqual(2 * count + 1);
        expect(values[0]).toBeGreaterThanOrEqual(low - 1e-6 * length);
        expect(values.at(-1)).toBeLessThanOrEqual(low + length * (1 + 1e-6));
        expect(new Set(values.map((value) => value.toFixed(digits))).size).toBe(values.length);
        for (const value of values) expect(Number(value.toFixed(digits))).toBeCloseTo(value, digits + 2);
      }),
    );
  });
});

describe('logTicks', () => {
  it.each([
    [0.04, 3, 8, [0.05, 0.1, 0.2, 0.5, 1, 2]],
    [0.5, 20_000, 6, [1, 10, 100, 1000, 10_000]],
  ])('from %d to %d, at most %d', (low, high, count, values) => {
    expect(logTicks(low, high, count).values).toEqual(values);
  });
});
