import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cappedMicroUsd, paidMicroUsd, toUsd } from '../../lib/store/money.ts';

describe('money', () => {
  it('comes back to the micro-dollar, paid or capped', () => {
    const microUsd = fc.integer({ min: 0, max: 2e12 });
    fc.assert(
      fc.property(microUsd, (amount) => {
        expect(paidMicroUsd(toUsd(amount))).toBe(amount);
        expect(cappedMicroUsd(toUsd(amount))).toBe(amount);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('is paid up and capped down', () => {
    expect(paidMicroUsd(0.0000011)).toBe(2);
    expect(cappedMicroUsd(0.0000019)).toBe(1);
    expect(paidMicroUsd(0.000000001)).toBe(1);
    expect(paidMicroUsd(0)).toBe(0);
  });

  it.each([-0.01, Number.NaN, Number.POSITIVE_INFINITY, 2_000_001])('is not %d USD', (usd) => {
    const message = `usd: got ${usd}; allowed: 0 to 2000000`;
    expect(() => paidMicroUsd(usd)).toThrow(message);
    expect(() => cappedMicroUsd(usd)).toThrow(message);
  });
});
