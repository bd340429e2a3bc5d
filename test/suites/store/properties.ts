import fc from 'fast-check';
import { expect } from 'vitest';
import type { TrialStore } from '../../../lib/store/ports.ts';
import { memoryTrials } from './memory.ts';
import { resultOf, trialOf } from './samples.ts';

/** One call of a store, in the search `searchId`. */
type Call = (store: TrialStore, searchId: string) => Promise<unknown>;

const number = fc.constantFrom(1, 2);
const attempt = fc.constantFrom('a', 'b');
const value = fc.double({ min: 0, max: 1, noNaN: true });

const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(number, fc.nat(9)).map(
    ([n, seed]): Call =>
      (store, searchId) =>
        store.propose([trialOf(n, { searchId, seed, key: `${searchId}/${n}` })]),
  ),
  fc.tuple(number, value, fc.boolean()).map(
    ([n, latencyMs, feasible]): Call =>
      (store, searchId) =>
        store.predict({ searchId, number: n }, { latencyMs }, feasible),
  ),
  fc.tuple(number, attempt).map(
    ([n, by]): Call =>
      (store, searchId) =>
        store.lease({ searchId, number: n }, by),
  ),
  fc.tuple(number, attempt, value).map(
    ([n, by, accuracy]): Call =>
      (store, searchId) =>
        store.complete({ searchId, number: n }, by, resultOf(accuracy)),
  ),
  fc.tuple(number, attempt, value).map(
    ([n, by, x]): Call =>
      (store, searchId) =>
        store.fail({ searchId, number: n }, by, `diverged at ${x}`),
  ),
  number.map(
    (n): Call =>
      (store, searchId) =>
        store.abandon({ searchId, number: n }, 'its container died'),
  ),
  number.map(
    (n): Call =>
      (store, searchId) =>
        store.findResult(`${searchId}/${n}`),
  ),
);

/** What a caller can tell apart. */
async function outcomeOf(call: Call, store: TrialStore, searchId: string): Promise<unknown> {
  try {
    return { value: await call(store, searchId) };
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
}

/** Whatever is called in whichever order, the store answers as the model does and ends with the same trials. */
export async function expectSameLife(store: TrialStore): Promise<void> {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 30, size: 'max' }), async (calls) => {
      const searchId = `life-${runs++}`;
      const model = memoryTrials();
      for (const each of calls) {
        expect(await outcomeOf(each, store, searchId)).toEqual(await outcomeOf(each, model, searchId));
      }
      expect(await store.list(searchId)).toEqual(await model.list(searchId));
    }),
    { numRuns: 40, seed: 1 },
  );
}
