import type { Minimised } from '../spec/specification.ts';
import type { ActiveTrial, Observation } from '../strategy/strategy.ts';
import { reward } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';
import { costsOf } from './contenders.ts';

/** States in which a trial has passed the constraints, so that it counts against the budget. */
export const isFeasible = (trial: Trial) => trial.state !== 'proposed' && trial.state !== 'infeasible';

export const isFinished = (trial: Trial) => trial.state === 'complete' || trial.state === 'failed';

/** How many feasible trials generation `generation` should hold; 0 when the budget is used up. */
export function generationTarget(
  trials: readonly Trial[],
  generation: number,
  { perGeneration, budget }: { perGeneration: number; budget: number },
): number {
  const earlier = trials.filter((trial) => trial.generation < generation && isFeasible(trial)).length;
  return Math.max(0, Math.min(perGeneration, budget - earlier));
}

/**
 * What a strategy may know when it fills a round: results of earlier generations only. Trials of the generation being
 * filled count as unfinished even when they are done, so that a resumed search proposes what an uninterrupted one would.
 */
export function knowledge(
  trials: readonly Trial[],
  generation: number,
  minimise: readonly Minimised[],
): { completed: readonly Observation[]; active: readonly ActiveTrial[] } {
  const completed: Observation[] = [];
  const active: ActiveTrial[] = [];
  for (const trial of trials) {
    const { number, architecture, fidelity, state } = trial;
    const suggested = { number, architecture, ...(fidelity !== undefined && { fidelity }) };
    if (state === 'infeasible') completed.push({ ...suggested, outcome: 'infeasible' });
    else if (trial.generation === generation) active.push(suggested);
    else if (state === 'complete')
      completed.push({
        ...suggested,
        outcome: 'complete',
        score: reward(trial),
        ...(minimise.length > 0 && { costs: costsOf(trial, minimise) }),
      });
    else completed.push({ ...suggested, outcome: 'failed' });
  }
  return { completed, active };
}
