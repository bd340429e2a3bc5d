import type { SearchRecord } from '../store/ports.ts';
import { SearchError } from './errors.ts';
import type { Ports } from './ports.ts';
import type { SearchState } from './state.ts';

/**
 * The search, as long as this execution holds it. One that was started later (by a person, or as its continuation) has
 * taken it over otherwise, and two would train everything twice.
 * @throws SearchError Superseded
 */
export async function heldSearch(ports: Ports, { searchId, execution }: SearchState): Promise<SearchRecord> {
  const search = await ports.trials.getSearch(searchId);
  if (search.execution === execution) return search;
  throw new SearchError('Superseded', `search ${searchId} has gone over to execution ${search.execution}`);
}
