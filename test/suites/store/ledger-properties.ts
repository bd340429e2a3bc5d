import fc from 'fast-check';
import { expect } from 'vitest';
import type { Ledger } from '../../../lib/store/ports.ts';
import { memoryLedger } from './memory-ledger.ts';
import { chargeOf } from './samples.ts';

/** One payment, in the search `searchId`. */
type Call = (ledger: Ledger, searchId: string) => Promise<unknown>;

/** Amounts that are whole micro-dollars, and such as a price by the second gives. */
const usd = fc.oneof(
  fc.nat(1_500_000).map((microUsd) => microUsd / 1e6),
  fc.nat(3600).map((seconds) => (seconds / 3600) * 0.4203),
);

const call: fc.Arbitrary<Call> = fc
  .record({
    attempt: fc.constantFrom('a', 'b', 'c'),
    usd,
    state: fc.constantFrom('running', 'ended', 'refused'),
    cap: fc.option(
      fc.nat(20).map((tenths) => tenths / 10),
      { nil: undefined },
    ),
  })
  .map(
    ({ attempt, usd, state, cap }): Call =>
      (ledger, searchId) =>
        ledger.pay(searchId, chargeOf(attempt, usd, { state, ...(cap !== undefined && { cap }) }), cap),
  );

/** What a caller can tell apart. */
async function outcomeOf(call: Call, ledger: Ledger, searchId: string): Promise<unknown> {
  try {
    return { value: await call(ledger, searchId), spent: await ledger.spent(searchId) };
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

/** Whoever pays what in whichever order, the ledger answers as the model does and ends with the same books. */
export async function expectSameBooks(ledger: Ledger): Promise<void> {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 15, size: 'max' }), async (calls) => {
      const searchId = `books-${runs++}`;
      const model = memoryLedger();
      for (const each of calls) {
        expect(await outcomeOf(each, ledger, searchId)).toEqual(await outcomeOf(each, model, searchId));
      }
      expect(await ledger.spent(searchId)).toBe(await model.spent(searchId));
      expect(await ledger.charges(searchId)).toEqual(await model.charges(searchId));
    }),
    { numRuns: 25, seed: 1 },
  );
}
