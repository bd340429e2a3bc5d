import { BudgetReachedError } from '../../lib/store/errors.ts';
import type { Ledger } from '../../lib/store/ports.ts';
import type { Charge } from '../../lib/trial/charge.ts';

export interface FakeLedger extends Ledger {
  /** Thrown by every call while it is set; `hangs` answers nobody until it is unset. */
  fault: Error | 'hangs' | undefined;
  /** All that was paid, in order. */
  readonly payments: Charge[];
}

/** The rules of the ledger (lib/store/ports.ts) in memory. */
export function fakeLedger(): FakeLedger {
  const charges = new Map<string, Charge>();
  const total = () => [...charges.values()].reduce((sum, { usd }) => sum + usd, 0);
  const ledger: FakeLedger = {
    fault: undefined,
    payments: [],
    async pay(searchId, charge, cap) {
      await answer();
      const more = charge.usd - (charges.get(charge.attempt)?.usd ?? 0);
      if (more > 0 && cap !== undefined && total() + more > cap)
        throw new BudgetReachedError(searchId, { usd: more, spent: total(), cap });
      charges.set(charge.attempt, charge);
      ledger.payments.push(charge);
    },
    async spent() {
      return total();
    },
    async charges() {
      await answer();
      return [...charges.values()];
    },
  };
  return ledger;

  async function answer(): Promise<void> {
    while (ledger.fault === 'hangs') await new Promise((resolve) => setImmediate(resolve));
    if (ledger.fault) throw ledger.fault;
  }
}
