import { readManifest } from '../../data/manifest.ts';
import type { Specification } from '../../spec/specification.ts';
import type { JsonObject } from '../../trial/trial.ts';
import { loadContext, loadProfile } from '../context.ts';
import type { Ports } from '../ports.ts';
import { type SearchState, work } from '../state.ts';

export interface InitialiseInput {
  readonly searchId: string;
  /** Absent when a search that exists is resumed. */
  readonly spec?: Specification;
  readonly maxConcurrency: number;
}

/**
 * Creates the search, or picks up the stored one where it stopped: starting twice with one id resumes.
 * @throws SearchConflictError when the id belongs to a search with another specification.
 */
export async function initialise(ports: Ports, input: InitialiseInput): Promise<SearchState> {
  const { searchId, maxConcurrency } = input;
  const search = input.spec
    ? await ports.trials.createSearch(searchId, input.spec as unknown as JsonObject)
    : await ports.trials.getSearch(searchId);
  const trials = await ports.trials.list(searchId);
  const generation = Math.max(1, ...trials.filter(({ kind }) => kind === 'search').map((trial) => trial.generation));
  const ready = await isPrepared(ports, searchId, search.spec as unknown as Specification, trials.length > 0);
  return {
    searchId,
    generation,
    next: ready ? 'PROPOSE' : 'PREPARE',
    work: ready ? [] : [work({ kind: 'prepare', searchId })],
    maxConcurrency,
  };
}

/** A user's files may have changed since they were read for another search: a new search reads them again. */
async function isPrepared(ports: Ports, searchId: string, spec: Specification, started: boolean): Promise<boolean> {
  if (!started && spec.data.source !== 'mnist') return false;
  if (!(await readManifest(ports.artefacts, spec.data))) return false;
  return (await loadProfile(ports, await loadContext(ports, searchId))) !== undefined;
}
