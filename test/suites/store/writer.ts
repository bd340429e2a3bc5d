import { openStores } from '../../../lib/store/open.ts';
import { resultOf, trialOf } from './samples.ts';

/** Bytes of the artefact that every trial overwrites. */
export const SIZE = 400_000;

/** Publishes one trial after the other, from the first that is not complete, and says each number once it is stored. */
async function write(location: string): Promise<never> {
  const { trials, artefacts } = await openStores(location);
  const stored = await trials.list('s');
  for (let number = 1 + stored.filter(({ state }) => state === 'complete').length; ; number++) {
    const trial = trialOf(number);
    await trials.propose([trial, trialOf(number + 1)]);
    await trials.predict(trial, { latencyMs: number }, true);
    await trials.lease(trial, `attempt-${number}`);
    await artefacts.put('shared', new Uint8Array(SIZE).fill(number % 256));
    await artefacts.put(`weights/${number}`, new Uint8Array(10).fill(number % 256));
    await trials.complete(trial, `attempt-${number}`, resultOf(number));
    process.stdout.write(`${number}\n`);
  }
}

if (import.meta.main) await write(process.argv[2]!);
