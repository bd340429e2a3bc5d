import { readManifest, readSourceManifest, writeManifest } from '../../data/manifest.ts';
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
  if (search.status === 'failed') await ports.trials.setSearchStatus(searchId, 'running');
  const trials = await ports.trials.list(searchId);
  const generation = Math.max(1, ...trials.filter(({ kind }) => kind === 'search').map((trial) => trial.generation));
  const ready = await isPrepared(ports, searchId, search.spec as unknown as Specification);
  return {
    searchId,
    generation,
    next: ready ? 'PROPOSE' : 'PREPARE',
    work: ready ? [] : [work({ kind: 'prepare', searchId })],
    maxConcurrency,
  };
}

/** Whether the search's data set is in the store and its device is measured. */
async function isPrepared(ports: Ports, searchId: string, spec: Specification): Promise<boolean> {
  if (!(await readManifest(ports.artefacts, searchId))) {
    const known = await knownData(ports, spec);
    if (!known) return false;
    await writeManifest(ports.artefacts, searchId, known);
  }
  return (await loadProfile(ports, await loadContext(ports, searchId))) !== undefined;
}

/** A user's files may have changed since they were read for another search; a package cannot. */
const knownData = async ({ artefacts }: Ports, { data }: Specification) =>
  data.source === 'mnist' ? readSourceManifest(artefacts, data) : undefined;
