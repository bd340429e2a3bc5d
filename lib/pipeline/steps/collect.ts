import type { Trial } from '../../trial/trial.ts';
import { affords, capOf, wasRefused } from '../budget.ts';
import { loadContext } from '../context.ts';
import { continueIfLong } from '../continuation.ts';
import { generationTarget, isFeasible, isFinished } from '../generation.ts';
import { heldSearch } from '../hold.ts';
import type { Ports } from '../ports.ts';
import { type SearchState, trialsOf, workItems } from '../state.ts';

/**
 * Closes a pass over the generation's trials. Trials that no container has finished are trained in another pass, unless
 * their container died with them. Every pass ends at least one trial, so the passes end. A search whose budget is used up,
 * or that could not pay for another generation, goes on to its finalists.
 */
export async function collect(ports: Ports, before: SearchState): Promise<SearchState> {
  await heldSearch(ports, before);
  const context = await loadContext(ports, before.searchId);
  const { spec, search, manifest } = context;
  const state = { ...before, passes: before.passes + 1 };
  const finalists: SearchState = { ...state, next: 'FINALISTS', work: [] };
  if (await wasRefused(ports, search, capOf(search, 'search', manifest))) return finalists;

  const all = await abandonDead(ports, state);
  const trials = all.filter((trial) => trial.kind === 'search' && isFeasible(trial));
  const unfinished = trials.filter((trial) => !isFinished(trial)).map(({ number }) => number);
  if (unfinished.length > 0) {
    return continueIfLong({ ...state, next: 'TRAIN', work: workItems(state.searchId, unfinished, spec.trialsPerJob) });
  }
  const generation = state.generation + 1;
  const target = generationTarget(trials, generation, { perGeneration: spec.generation, budget: spec.budget.trials });
  // A generation that stayed empty found nothing new in reach: the space is exhausted.
  const exhausted = trials.every((trial) => trial.generation !== state.generation);
  const goesOn = target > 0 && !exhausted && (await affords(ports, context, target));
  return goesOn ? continueIfLong({ ...state, generation, next: 'PROPOSE', work: [] }) : finalists;
}

/**
 * Records the trials that died with their container and returns all trials of the search. No container of the pass is
 * alive any more, so what one had begun and not finished is what it died with (out of memory, killed); one that had begun
 * nothing could not start, which counts against its first trial.
 */
export async function abandonDead(ports: Ports, state: SearchState): Promise<readonly Trial[]> {
  const { searchId } = state;
  const unfinished = new Map(
    (await ports.trials.list(searchId)).filter((trial) => !isFinished(trial)).map((trial) => [trial.number, trial]),
  );
  const dead = state.work.flatMap((item) => {
    const left = trialsOf(searchId, item).flatMap((number) => unfinished.get(number) ?? []);
    const first = left.find((trial) => trial.state === 'running');
    return first ? left.filter(({ attempt }) => attempt === first.attempt) : left.slice(0, 1);
  });
  for (const { number } of dead) {
    await ports.trials.abandon({ searchId, number }, 'its container ended without a result: see the log of the job');
  }
  return ports.trials.list(searchId);
}
