import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../lib/store/ports.ts';
import { expectSameBooks } from './ledger-properties.ts';
import { chargeOf } from './samples.ts';
import type { SuiteOptions } from './trials.ts';

/** Everything a ledger says about search `s`. */
const books = async (ledger: Ledger) => ({ spent: await ledger.spent('s'), charges: await ledger.charges('s') });

/**
 * What every ledger must do; see lib/store/ports.ts.
 * @param open gives an empty ledger
 */
export function ledgerSuite(name: string, open: () => Promise<Ledger>, { skip }: SuiteOptions = {}): void {
  /** A ledger in which attempts `a` and `b` of search `s` have paid 0.25 USD each. */
  const paid = async () => {
    const ledger = await open();
    for (const attempt of ['a', 'b']) await ledger.pay('s', chargeOf(attempt, 0.25), 1);
    return ledger;
  };
  const b = chargeOf('b', 0.25);

  describe.skipIf(skip !== undefined)(`${name}${skip === undefined ? '' : ` (skipped: ${skip})`}`, () => {
    it('is empty while nobody has paid', async () => {
      expect(await books(await open())).toEqual({ spent: 0, charges: [] });
    });

    it('keeps each charge as it was paid, and the total', async () => {
      const ledger = await open();
      const charge = chargeOf('job/1', 0.1, { work: 'prepare', cap: 2.5, seconds: 0.1 + 0.2 });
      await ledger.pay('s', charge);
      expect(await books(ledger)).toEqual({ spent: 0.1, charges: [charge] });
    });

    it.each([
      { what: 'grows as an attempt pays for longer', usd: 0.5, spent: 0.75 },
      { what: 'gives an attempt back what it did not use', usd: 0.05, spent: 0.3 },
      { what: 'gives all of it back', usd: 0, spent: 0.25 },
      { what: 'takes a charge that pays no more', usd: 0.25, spent: 0.5 },
    ])('$what', async ({ usd, spent }) => {
      const ledger = await paid();
      const charge = chargeOf('a', usd, { state: 'ended', seconds: 1 });
      await ledger.pay('s', charge, 1);
      expect(await books(ledger)).toEqual({ spent, charges: [charge, b] });
    });

    it('begins with an attempt that has nothing to pay', async () => {
      const ledger = await open();
      for (const usd of [0, 0, 0.5]) await ledger.pay('s', chargeOf('a', usd), 0.5);
      expect(await books(ledger)).toEqual({ spent: 0.5, charges: [chargeOf('a', 0.5)] });
    });

    it('counts a charge once, however often it is sent', async () => {
      const ledger = await paid();
      for (let i = 0; i < 3; i++) await ledger.pay('s', chargeOf('a', 0.75), 1);
      expect(await books(ledger)).toEqual({ spent: 1, charges: [chargeOf('a', 0.75), b] });
    });

    it('lets the total reach the cap and refuses to pass it, changing nothing', async () => {
      const ledger = await paid();
      await ledger.pay('s', chargeOf('c', 0.5), 1);
      const before = await books(ledger);
      expect(before.spent).toBe(1);
      await expect(ledger.pay('s', chargeOf('d', 0.000001), 1)).rejects.toMatchObject({
        name: 'BudgetReachedError',
        message: 'search s: a payment of 0.000001 USD on top of 1 USD would pass its limit of 1 USD',
      });
      await expect(ledger.pay('s', chargeOf('a', 0.375), 1)).rejects.toMatchObject({
        name: 'BudgetReachedError',
        message: 'search s: a payment of 0.125 USD on top of 1 USD would pass its limit of 1 USD',
      });
      expect(await books(ledger)).toEqual(before);
    });

    it('refuses a first payment that is past the cap', async () => {
      const ledger = await open();
      const message = 'search s: a payment of 0.5 USD on top of 0 USD would pass its limit of 0.25 USD';
      await expect(ledger.pay('s', chargeOf('a', 0.5), 0.25)).rejects.toThrow(message);
      expect(await books(ledger)).toEqual({ spent: 0, charges: [] });
      await ledger.pay('s', chargeOf('a', 0.25), 0.25);
      expect(await ledger.spent('s')).toBe(0.25);
    });

    it('records who was refused, and gives money back, when the total has passed the cap', async () => {
      const ledger = await paid();
      await expect(ledger.pay('s', chargeOf('a', 0.5), 0.3)).rejects.toMatchObject({ name: 'BudgetReachedError' });
      const a = chargeOf('a', 0.25, { state: 'refused', cap: 0.3 });
      const c = chargeOf('c', 0, { state: 'refused', cap: 0.3 });
      for (const refused of [a, c]) await ledger.pay('s', refused, 0.3);
      expect(await books(ledger)).toEqual({ spent: 0.5, charges: [a, b, c] });
      const less = chargeOf('b', 0.125, { state: 'ended' });
      await ledger.pay('s', less, 0.3);
      expect(await books(ledger)).toEqual({ spent: 0.375, charges: [a, less, c] });
    });

    it('admits again what a raised cap, or money given back, makes room for', async () => {
      const ledger = await paid();
      await ledger.pay('s', chargeOf('a', 0.75), 1);
      await expect(ledger.pay('s', chargeOf('c', 0.5), 1)).rejects.toMatchObject({ name: 'BudgetReachedError' });
      await ledger.pay('s', chargeOf('c', 0.5), 1.5);
      await ledger.pay('s', chargeOf('c', 0.25), 1);
      await ledger.pay('s', chargeOf('b', 0), 1);
      await ledger.pay('s', chargeOf('d', 0), 1);
      expect(await ledger.spent('s')).toBe(1);
    });

    it('keeps the books of each search apart', async () => {
      const ledger = await paid();
      const before = await books(ledger);
      await ledger.pay('s2', chargeOf('a', 3), 3);
      await ledger.pay('S', chargeOf('a', 4));
      expect(await books(ledger)).toEqual(before);
      expect(await ledger.spent('s2')).toBe(3);
      expect(await ledger.charges('s2')).toEqual([chargeOf('a', 3)]);
    });

    it('is exact to the micro-dollar, whatever the amounts', async () => {
      const ledger = await open();
      // In floating point 0.07 * 1e6 is more than 70,000, and ten times 0.1 is less than 1.
      for (let i = 0; i < 10; i++) await ledger.pay('tenths', chargeOf(`a${i}`, 0.1), 1);
      expect(await ledger.spent('tenths')).toBe(1);
      for (let i = 0; i < 10; i++) await ledger.pay('sevens', chargeOf(`a${i}`, 0.07), 0.7);
      expect(await ledger.spent('sevens')).toBe(0.7);
      await ledger.pay('large', chargeOf('a', 999_999.999999), 1_000_000);
      await ledger.pay('large', chargeOf('b', 0.000001), 1_000_000);
      expect(await ledger.spent('large')).toBe(1_000_000);
    });

    it.each([-0.01, Number.NaN])('refuses to pay %d USD, changing nothing', async (usd) => {
      const ledger = await paid();
      const before = await books(ledger);
      await expect(ledger.pay('s', chargeOf('a', usd))).rejects.toThrow(`usd: got ${usd}; allowed: 0 to `);
      expect(await books(ledger)).toEqual(before);
    });

    it('rounds what is paid up to the next micro-dollar', async () => {
      const ledger = await open();
      await ledger.pay('s', chargeOf('a', 0.0000012));
      await ledger.pay('s', chargeOf('b', 0.000000001));
      expect(await books(ledger)).toEqual({
        spent: 0.000003,
        charges: [chargeOf('a', 0.0000012), chargeOf('b', 0.000000001)],
      });
    });

    it('lists all charges by attempt, more than a megabyte of them', async () => {
      const ledger = await open();
      const work = Array.from({ length: 9000 }, (_, i) => i).join(',');
      const attempts = ['10', '9', 'b', 'B', 'é', 'z', ...Array.from({ length: 34 }, (_, i) => `job-${i}/1`)];
      for (const attempt of attempts) await ledger.pay('s', chargeOf(attempt, 0.001, { work }), 1);
      const charges = await ledger.charges('s');
      expect(charges.map(({ attempt }) => attempt)).toEqual(attempts.toSorted());
      expect(JSON.stringify(charges).length).toBeGreaterThan(1_500_000);
      expect(await ledger.spent('s')).toBe(0.04);
    });

    it('keeps the books that the port describes, whoever pays what', async () => expectSameBooks(await open()));
  });
}
