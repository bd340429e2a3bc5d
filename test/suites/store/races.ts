import { describe, it } from 'vitest';
import { type Contest, contests, outcomeOf, RACERS, type Rivals } from './contests.ts';
import { judges } from './judges.ts';
import type { SuiteOptions } from './trials.ts';

/**
 * What every store must do when fifty want the same thing at once.
 * @param open gives empty stores
 */
export function raceSuite(name: string, open: () => Promise<Rivals>, { skip }: SuiteOptions = {}): void {
  describe.skipIf(skip !== undefined)(`${name}${skip === undefined ? '' : ` (skipped: ${skip})`}`, () => {
    it.each(Object.keys(contests) as (keyof typeof contests)[])('%s: fifty race, one wins', async (name) => {
      const stores = await open();
      const { prepare, enter }: Contest = contests[name];
      await prepare(stores);
      const outcomes = await Promise.all(Array.from({ length: RACERS }, (_, id) => outcomeOf(enter(stores, id))));
      await judges[name](stores, outcomes);
    });
  });
}
