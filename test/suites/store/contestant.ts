import { createInterface } from 'node:readline';
import { openStores } from '../../../lib/store/open.ts';
import { type Contest, contests, outcomeOf } from './contests.ts';

/** Enters the contests whose names it reads, one a line, and prints what it came to, one JSON text a line. */
const [location, id] = process.argv.slice(2);
const stores = await openStores(location!);
process.stdout.write('ready\n');
for await (const name of createInterface(process.stdin)) {
  const { enter }: Contest = contests[name as keyof typeof contests];
  process.stdout.write(`${JSON.stringify(await outcomeOf(enter(stores, Number(id))))}\n`);
}
