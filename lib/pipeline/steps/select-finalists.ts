import type { Trial } from '../../trial/trial.ts';
import { loadContext, type SearchContext } from '../context.ts';
import { SearchError } from '../errors.ts';
import { isFinished } from '../generation.ts';
import { leaderboard } from '../leaderboard.ts';
import type { Ports } from '../ports.ts';
import { type SearchState, workItems } from '../state.ts';
import { keyOf } from '../trial-key.ts';

/**
 * Turns the best architectures into final trials: retrained from scratch, longer, with seeds that the search never used.
 * @throws SearchError NoTrialCompleted when nothing was trained to the end.
 */
export async function selectFinalists(ports: Ports, state: SearchState): Promise<SearchState> {
  const context = await loadContext(ports, state.searchId);
  const trials = await ports.trials.list(state.searchId);
  const best = leaderboard(trials).slice(0, context.spec.finalists.count);
  if (best.length === 0) throw new SearchError('NoTrialCompleted', reasons(trials));
  const searched = trials.filter(({ kind }) => kind === 'search').length;
  const finals = best.flatMap((trial, rank) =>
    Array.from({ length: context.spec.finalists.seeds }, (_, i) =>
      finalTrial(
        ports,
        context,
        trial,
        searched + rank * context.spec.finalists.seeds + i + 1,
        context.spec.seed + i + 1,
      ),
    ),
  );
  await ports.trials.propose(finals);
  for (const [i, trial] of finals.entries()) {
    await ports.trials.predict(trial, best[Math.floor(i / context.spec.finalists.seeds)]!.predicted!, true);
  }
  return retrainOrReport(ports, state);
}

/** Retrains what is not finished; when all is, goes on to the report. */
export async function retrainOrReport(ports: Ports, state: SearchState): Promise<SearchState> {
  const unfinished = (await ports.trials.list(state.searchId))
    .filter((trial) => trial.kind === 'final' && !isFinished(trial))
    .map(({ number }) => number);
  return unfinished.length > 0
    ? { ...state, next: 'TRAIN', work: workItems(state.searchId, unfinished, 1) }
    : { ...state, next: 'REPORT', work: [] };
}

function finalTrial(ports: Ports, context: SearchContext, trial: Trial, number: number, seed: number): Trial {
  const { searchId, architecture, architectureId, generation } = trial;
  const recipe = { ...trial.recipe, epochs: context.spec.finalists.epochs, trainExamples: 0 };
  const training = { recipe, seed, kind: 'final' } as const;
  return {
    searchId,
    number,
    generation: generation + 1,
    round: 1,
    architecture,
    architectureId,
    key: keyOf(ports, context, { architecture, ...training }),
    ...training,
    state: 'proposed',
  };
}

const reasons = (trials: readonly Trial[]) =>
  `all ${trials.length} trials failed: ${[...new Set(trials.flatMap(({ failure }) => failure ?? []))].slice(0, 3).join('; ')}`;
