import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openStores } from '../store/open.ts';
import type { SearchRecord, Stores } from '../store/ports.ts';
import { UsageError } from './errors.ts';

/** The embedded store in the folder `home`, which is made when it does not exist. */
export const openHome = (home: string): Promise<Stores> => openStores(`file:${resolve(home)}`);

/** All searches, oldest first, without making the folder. */
export async function listSearches(home: string): Promise<readonly SearchRecord[]> {
  return existsSync(home) ? (await openHome(home)).trials.listSearches() : [];
}

/** @throws UsageError naming the searches there are. */
export async function findSearch(home: string, id: string): Promise<{ stores: Stores; search: SearchRecord }> {
  const searches = await listSearches(home);
  const search = searches.find((other) => other.id === id);
  if (!search) {
    const known = searches.map((other) => other.id).join(', ');
    throw new UsageError(`id: got ${id}; allowed: ${known || 'none yet'} (searches in ${home})`);
  }
  return { stores: await openHome(home), search };
}
