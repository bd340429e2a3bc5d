import type { Trial } from '../../trial/trial.ts';
import { loadContext } from '../context.ts';
import { generationTarget, isFeasible, isFinished } from '../generation.ts';
import type { Ports } from '../ports.ts';
import { type SearchState, trialsOf, workItems } from '../state.ts';

/**
 * Closes a pass over the generation's trials. No container of the pass is alive any more, so the first unfinished trial
 * of a work item is the one its container died with (out of memory, killed, could not start): it is recorded as failed.
 * Trials behind it are trained in another pass. Every pass ends at least one trial, so the passes end.
 */
export async function collect(ports: Ports, state: SearchState): Promise<SearchState> {
  const { spec } = await loadContext(ports, state.searchId);
  const all = await abandonDead(ports, state);
  const trials = all.filter((trial) => trial.kind === 'search' && isFeasible(trial));
  const unfinished = trials.filter((trial) => !isFinished(trial)).map(({ number }) => number);
  if (unfinished.length > 0) {
    return { ...state, next: 'TRAIN', work: workItems(state.searchId, unfinished, spec.trialsPerJob) };
  }
  const generation = state.generation + 1;
  const target = generationTarget(trials, generation, { perGeneration: spec.generation, budget: spec.budget.trials });
  // A generation that stayed empty found nothing new in reach: the space is exhausted.
  const exhausted = trials.every((trial) => trial.generation !== state.generation);
  return target > 0 && !exhausted
    ? { ...state, generation, next: 'PROPOSE', work: [] }
    : { ...state, next: 'FINALISTS', work: [] };
}

/** Records the trials that died with their container and returns all trials of the search. */
export async function abandonDead(ports: Ports, state: SearchState): Promise<readonly Trial[]> {
  const trials = await ports.trials.list(state.searchId);
  const unfinished = new Set(trials.filter((trial) => !isFinished(trial)).map(({ number }) => number));
  const dead = state.work.flatMap((item) => trialsOf(item).find((number) => unfinished.has(number)) ?? []);
  for (const number of dead) {
    await ports.trials.abandon(
      { searchId: state.searchId, number },
      'its container ended without a result: see the log of the job',
    );
  }
  return ports.trials.list(state.searchId);
}
