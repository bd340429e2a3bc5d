import { readManifest, readSourceManifest, writeManifest } from '../../data/manifest.ts';
import type { Specification } from '../../spec/specification.ts';
import { specificationOf } from '../../spec/stored.ts';
import type { JsonObject, Trial } from '../../trial/trial.ts';
import { affords, capOf, wasRefused } from '../budget.ts';
import { loadContext, type SearchContext } from '../context.ts';
import { loadPredictor } from '../device.ts';
import { generationTarget, isFinished } from '../generation.ts';
import type { JobTargets } from '../input.ts';
import type { Ports } from '../ports.ts';
import { prepareWork, type SearchState } from '../state.ts';

export interface InitialiseInput {
  readonly searchId: string;
  /** Absent when a search that exists is resumed. */
  readonly spec?: Specification;
  readonly execution: string;
  readonly targets: JobTargets;
  readonly maxConcurrency: number;
  readonly continueAfter: number;
  /** Raises what the search may cost. */
  readonly usd?: number;
}

/**
 * Creates the search, or picks up the stored one where it stopped: starting twice with one id resumes. The search belongs
 * to this execution from here on.
 * @throws SearchConflictError when the id belongs to a search with another specification.
 */
export async function initialise(ports: Ports, input: InitialiseInput): Promise<SearchState> {
  const { searchId, execution, usd, maxConcurrency, continueAfter } = input;
  const search = input.spec
    ? await ports.trials.createSearch(searchId, input.spec as unknown as JsonObject)
    : await ports.trials.getSearch(searchId);
  await ports.trials.holdSearch(searchId, { execution, ...(usd !== undefined && { usd }) });
  const all = await ports.trials.list(searchId);
  const trials = all.filter(({ kind }) => kind === 'search');
  const generation = Math.max(1, ...trials.map((trial) => trial.generation));
  const spec = specificationOf(search);
  const target = (device: keyof JobTargets) => ({ ...input.targets[device], onDemand: spec.compute.onDemand });
  const state = {
    searchId,
    execution,
    generation,
    maxConcurrency,
    jobs: { prepare: target('cpu'), train: target(spec.compute.device) },
    passes: 0,
    continueAfter,
  };
  if (!(await isPrepared(ports, searchId, spec))) {
    return { ...state, next: 'PREPARE', work: prepareWork };
  }
  // Once finalists are chosen the search is over: their numbers follow those of its trials.
  const goesOn =
    all.length === trials.length && (await canTrain(ports, await loadContext(ports, searchId), trials, generation));
  return { ...state, next: goesOn ? 'PROPOSE' : 'FINALISTS', work: [] };
}

/** Whether the search's data set is in the store and its device is measured. */
async function isPrepared(ports: Ports, searchId: string, spec: Specification): Promise<boolean> {
  if (!(await readManifest(ports.artefacts, searchId))) {
    const known = await knownData(ports, spec);
    if (!known) return false;
    await writeManifest(ports.artefacts, searchId, known);
  }
  return (await loadPredictor(ports, await loadContext(ports, searchId))) !== undefined;
}

/** A user's files may have changed since they were read for another search; a package cannot. */
const knownData = async ({ artefacts }: Ports, { data }: Specification) =>
  data.source === 'mnist' ? readSourceManifest(artefacts, data) : undefined;

/** Whether the budget has room for what is left of the generation. */
async function canTrain(
  ports: Ports,
  context: SearchContext,
  trials: readonly Trial[],
  generation: number,
): Promise<boolean> {
  const { search, spec, manifest } = context;
  const target = generationTarget(trials, generation, { perGeneration: spec.generation, budget: spec.budget.trials });
  const finished = trials.filter((trial) => trial.generation === generation && isFinished(trial)).length;
  if (await wasRefused(ports, search, capOf(search, 'search', manifest))) return false;
  return affords(ports, context, Math.max(0, target - finished));
}
