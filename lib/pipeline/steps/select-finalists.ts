import { specificationOf } from '../../spec/stored.ts';
import type { Trial } from '../../trial/trial.ts';
import { budgetReached, capOf, wasRefused } from '../budget.ts';
import { contenders } from '../contenders.ts';
import { loadContext, type SearchContext } from '../context.ts';
import { continueIfLong } from '../continuation.ts';
import { SearchError } from '../errors.ts';
import { isFinished } from '../generation.ts';
import { heldSearch } from '../hold.ts';
import { needsMeasurement } from '../needs-measurement.ts';
import type { Ports } from '../ports.ts';
import { measureWork, type SearchState, workItems } from '../state.ts';
import { keyOf } from '../trial-key.ts';

/**
 * Turns the best architectures into final trials: retrained from scratch, longer, with seeds that the search never used.
 * @throws SearchError NoTrialCompleted when nothing was trained to the end, BudgetReached when money ran out before.
 */
export async function selectFinalists(ports: Ports, state: SearchState): Promise<SearchState> {
  const search = await heldSearch(ports, state);
  const context = await loadContext(ports, state.searchId);
  const trials = await ports.trials.list(state.searchId);
  const best = contenders(trials, context.spec.minimise, context.spec.finalists.count);
  if (best.length === 0) {
    const poor = await wasRefused(ports, search, capOf(search, 'search', context.manifest));
    throw poor ? await budgetReached(ports, search) : new SearchError('NoTrialCompleted', reasons(trials));
  }
  const searched = trials.filter(({ kind }) => kind === 'search').length;
  const finals = best.flatMap((trial, rank) =>
    Array.from({ length: context.spec.finalists.seeds }, (_, i) =>
      finalTrial(context, trial, searched + rank * context.spec.finalists.seeds + i + 1, context.spec.seed + i + 1),
    ),
  );
  await ports.trials.propose(finals);
  for (const [i, trial] of finals.entries()) {
    await ports.trials.predict(trial, best[Math.floor(i / context.spec.finalists.seeds)]!.predicted!, true);
  }
  return retrainOrReport(ports, state);
}

/**
 * Retrains what is not finished; when all is, has it measured, and goes on to the report; at once when the budget is used up.
 * @throws SearchError BudgetReached when it was used up before one finalist was trained
 */
export async function retrainOrReport(ports: Ports, state: SearchState): Promise<SearchState> {
  const finals = (await ports.trials.list(state.searchId)).filter(({ kind }) => kind === 'final');
  const unfinished = finals.filter((trial) => !isFinished(trial)).map(({ number }) => number);
  const report: SearchState = { ...state, next: 'REPORT', work: [] };
  const search = await ports.trials.getSearch(state.searchId);
  if (unfinished.length === 0) {
    const measured = !(await needsMeasurement(ports, specificationOf(search), finals));
    return measured ? report : { ...state, next: 'MEASURE', work: measureWork };
  }
  if (!(await wasRefused(ports, search, capOf(search, 'final')))) {
    return continueIfLong({ ...state, next: 'TRAIN', work: workItems(state.searchId, unfinished, 1) });
  }
  if (finals.some(({ state }) => state === 'complete')) return report;
  throw await budgetReached(ports, search);
}

function finalTrial(context: SearchContext, trial: Trial, number: number, seed: number): Trial {
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
    key: keyOf(context, { architecture, ...training }),
    ...training,
    state: 'proposed',
  };
}

const reasons = (trials: readonly Trial[]) =>
  `all ${trials.length} trials failed: ${[...new Set(trials.flatMap(({ failure }) => failure ?? []))].slice(0, 3).join('; ')}`;
