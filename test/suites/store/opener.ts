import { text } from 'node:stream/consumers';
import { openStores } from '../../../lib/store/open.ts';

/**
 * Opens another folder at every tick of the clock, 0 to 99 in turn, as all openers do at the same moment; prints how many
 * times it failed.
 */
const TICK_MS = 20;
export const TIMES = 100;

if (import.meta.main) {
  const [location] = process.argv.slice(2);
  process.stdout.write('ready\n');
  await text(process.stdin);
  let failures = 0;
  for (let i = 0; i < TIMES; i++) {
    while (Date.now() % TICK_MS !== 0);
    const folder = Math.floor(Date.now() / TICK_MS) % TIMES;
    await openStores(`${location}/${folder}`).catch(() => failures++);
  }
  process.stdout.write(String(failures));
}
