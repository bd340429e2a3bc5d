import { text } from 'node:stream/consumers';
import { openStores } from '../../../lib/store/open.ts';

/** Opens a new folder at every tick of the clock, as all openers do at the same moment; prints how many times it failed. */
const TICK_MS = 20;
const TIMES = 100;

const [location] = process.argv.slice(2);
process.stdout.write('ready\n');
await text(process.stdin);
let failures = 0;
for (let i = 0; i < TIMES; i++) {
  while (Date.now() % TICK_MS !== 0);
  const folder = Math.floor(Date.now() / TICK_MS);
  await openStores(`${location}/${folder}`).catch(() => failures++);
}
process.stdout.write(String(failures));
