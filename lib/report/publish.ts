import { loadContext, type SearchContext } from '../pipeline/context.ts';
import { SearchError } from '../pipeline/errors.ts';
import { bestFinalist } from '../pipeline/finalists.ts';
import { type Footprint, footprintOf } from '../pipeline/footprint.ts';
import { heldSearch } from '../pipeline/hold.ts';
import { leaderboard } from '../pipeline/leaderboard.ts';
import { type Measurement, readMeasurements } from '../pipeline/measurement.ts';
import type { Ports } from '../pipeline/ports.ts';
import type { SearchState } from '../pipeline/state.ts';
import type { ArtefactStore } from '../store/ports.ts';
import { bestModelKey, bestPrefix, reportKey } from '../trial/keys.ts';
import type { Trial } from '../trial/trial.ts';
import { type ReportInput, renderReport } from './report.ts';

/**
 * The last step of a search: puts the winner's model and the report where people look for them, and closes the search.
 * Repeating it writes the same bytes again.
 * @throws SearchError NoFinalistCompleted when no finalist was trained to the end; the report says why
 */
export async function publishReport(ports: Ports, state: SearchState): Promise<SearchState> {
  await heldSearch(ports, state);
  await publish(ports, state.searchId);
  await ports.trials.setSearchStatus(state.searchId, 'complete');
  return state;
}

/**
 * Puts the winner's model and the report where people look for them; again, when more is known of the finalists.
 * @throws SearchError NoFinalistCompleted
 */
export async function publish(ports: Ports, searchId: string): Promise<void> {
  const context = await loadContext(ports, searchId);
  const trials = await ports.trials.list(searchId);
  const measurements = await readMeasurements(ports, searchId, context.spec);
  const winner = bestFinalist(trials, measurements)?.trial;
  if (winner) await publishModel(ports.artefacts, winner);
  const footprint = footprintOf(trials, await ports.ledger.charges(searchId));
  const report = renderReport(reportInput(ports, context, { trials, measurements, footprint, winner }));
  await ports.artefacts.put(reportKey(searchId), new TextEncoder().encode(report));
  if (!winner) throw new SearchError('NoFinalistCompleted', `no finalist of search ${searchId} was trained to the end`);
}

interface Results {
  readonly trials: readonly Trial[];
  readonly measurements: readonly Measurement[];
  readonly footprint: Footprint;
  readonly winner: Trial | undefined;
}

function reportInput(
  ports: Ports,
  { searchId, spec, space, manifest, problem, trainer }: SearchContext,
  { trials, measurements, footprint, winner }: Results,
): ReportInput {
  const best = winner ?? leaderboard(trials)[0];
  return {
    search: { id: searchId, spec },
    trials,
    measurements,
    data: manifest,
    footprint,
    ...(best && { network: space.network(space.parse(best.architecture), problem) }),
    describe: (architecture: Trial['architecture']) => space.describe(space.parse(architecture)),
    trainer,
    ...(winner && { model: ports.artefacts.locate(bestModelKey(searchId)) }),
  };
}

/** Copies the files of the winner's model; their names stay. @throws Error when it left none. */
async function publishModel(artefacts: ArtefactStore, { searchId, number, result }: Trial): Promise<void> {
  const keys = result?.model === undefined ? [] : await artefacts.list(`${result.model}/`);
  if (keys.length === 0) throw new Error(`final trial ${number} of search ${searchId} left no model`);
  for (const key of keys) {
    const bytes = await artefacts.get(key);
    if (bytes) await artefacts.put(`${bestPrefix(searchId)}/${key.slice(result!.model!.length + 1)}`, bytes);
  }
}
