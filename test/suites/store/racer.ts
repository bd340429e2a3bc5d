import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { openStores } from '../../../lib/store/open.ts';
import type { Trial } from '../../../lib/trial/trial.ts';
import { resultOf, trialOf } from './samples.ts';

/** What one of several processes that did the same at the same time came to. */
export interface Race {
  /** Whether this process's specification became the search's. */
  readonly created: boolean;
  /** Numbers of the trials whose outcome this process published. */
  readonly published: readonly number[];
  /** Names of the errors that refused it. */
  readonly refusals: readonly string[];
  /** Who proposed each trial, as this process saw it. */
  readonly proposers: readonly number[];
}

export const TRIALS = 25;

/** Opens the store, creates the search, proposes, predicts, leases and publishes every trial, against all others. */
async function race(location: string, id: number): Promise<Race> {
  const { trials } = await openStores(location);
  const refusals: string[] = [];
  const attempt = async (call: Promise<unknown>): Promise<boolean> => {
    try {
      await call;
      return true;
    } catch (error) {
      refusals.push((error as Error).name);
      return false;
    }
  };
  const created = await attempt(trials.createSearch('s', { seed: id }));
  const numbers = Array.from({ length: TRIALS }, (_, i) => i + 1);
  await trials.propose(numbers.map((number) => trialOf(number, { seed: id })));
  const proposers = (await trials.list('s')).map(({ seed }: Trial) => seed);
  const published: number[] = [];
  for (const number of numbers) {
    const ref = { searchId: 's', number };
    await trials.predict(ref, { latencyMs: id }, true);
    if (!(await attempt(trials.lease(ref, `racer-${id}`)))) continue;
    // Long enough for another process to take the lease over.
    await setTimeout(1);
    const outcome =
      number % 5 === 0 ? trials.fail(ref, `racer-${id}`, 'why') : trials.complete(ref, `racer-${id}`, resultOf(id));
    if (await attempt(outcome)) published.push(number);
  }
  return { created, published, refusals, proposers };
}

if (import.meta.main) {
  const [location, id] = process.argv.slice(2);
  process.stdout.write('ready\n');
  await text(process.stdin);
  process.stdout.write(JSON.stringify(await race(location!, Number(id))));
}
