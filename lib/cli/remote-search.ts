import type { Remote } from '../remote/connect.ts';
import type { SearchProgress } from '../remote/progress.ts';
import type { SearchRecord } from '../store/ports.ts';
import { UsageError } from './errors.ts';

/** A search that the store of a deployed stack holds. */
export interface StoredProgress extends SearchProgress {
  readonly search: SearchRecord;
}

/** Where a search on AWS stands. @throws UsageError naming the searches there are, or why its first execution failed */
export async function findRemoteSearch(remote: Remote, id: string): Promise<StoredProgress> {
  const { searchProgress } = await import('../remote/progress.ts');
  const progress = await searchProgress(remote, id);
  const { search, standing } = progress;
  if (search) return { ...progress, search };
  if (standing.kind === 'starting')
    throw new UsageError(`search ${id}: AWS is about to begin it; try again in a moment`);
  if (standing.kind === 'unknown') throw new UsageError(await noSearch(remote, id));
  const cause = 'cause' in standing ? standing.cause : standing.kind;
  throw new UsageError(`search ${id}: its execution ended before it began: ${cause}`);
}

/** That there is no such search, and which there are. */
export async function noSearch({ stores, target }: Remote, id: string): Promise<string> {
  const known = (await stores.trials.listSearches()).map((search) => search.id).join(', ');
  return `id: got ${id}; allowed: ${known || 'none yet'} (searches of stack ${target.stack})`;
}
