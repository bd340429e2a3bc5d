import { BudgetReachedError } from '../../../lib/store/errors.ts';
import type { Ledger } from '../../../lib/store/ports.ts';
import type { Charge } from '../../../lib/trial/charge.ts';

/** The ledger as its port describes it, in plain maps: what the adapters are compared with. */
export function memoryLedger(): Ledger {
  const searches = new Map<string, Map<string, Charge>>();
  const chargesOf = (searchId: string) => searches.get(searchId) ?? new Map<string, Charge>();
  const total = (searchId: string) => [...chargesOf(searchId).values()].reduce((sum, { usd }) => sum + paid(usd), 0);

  return {
    async pay(searchId, charge, cap = Number.POSITIVE_INFINITY) {
      if (!(charge.usd >= 0)) throw new RangeError(`usd: got ${charge.usd}; allowed: 0 to any`);
      const charges = chargesOf(searchId);
      const more = paid(charge.usd) - paid(charges.get(charge.attempt)?.usd ?? 0);
      const spent = total(searchId);
      if (more > 0 && spent + more > cap * 1e6 + NOISE)
        throw new BudgetReachedError(searchId, { usd: more / 1e6, spent: spent / 1e6, cap });
      searches.set(searchId, new Map([...charges, [charge.attempt, charge]]));
    },
    spent: async (searchId) => total(searchId) / 1e6,
    charges: async (searchId) =>
      [...chargesOf(searchId).values()].sort((a, b) => Buffer.compare(Buffer.from(a.attempt), Buffer.from(b.attempt))),
  };
}

/** Micro-dollars, rounded up; less than half a nano-dollar is noise of floating point. */
const paid = (usd: number): number => Math.ceil(usd * 1e6 - NOISE);
const NOISE = 5e-4;
