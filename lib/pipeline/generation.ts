import type { Specification } from '../spec/specification.ts';
import type { ActiveTrial, Observation } from '../strategy/strategy.ts';
import { reward } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';
import { strainOf } from './bounds.ts';
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
  { minimise, constraints }: Pick<Specification, 'minimise' | 'constraints'>,
): { completed: readonly Observation[]; active: readonly ActiveTrial[] } {
  const completed: Observation[] = [];
  const active: ActiveTrial[] = [];
  for (const trial of trials) {
    const { number, architecture, fidelity, state } = trial;
    const suggested = { number, architecture, ...(fidelity !== undefined && { fidelity }) };
    const strain = strainOf(constraints, trial.predicted);
    const told = { ...suggested, ...(strain !== undefined && { strain }) };
    if (state === 'infeasible') completed.push({ ...told, outcome: 'infeasible' });
    else if (trial.generation === generation) active.push(suggested);
    else if (state === 'complete')
      completed.push({
        ...told,
        outcome: 'complete',
        score: reward(trial),
        ...(minimise.length > 0 && { costs: costsOf(trial, minimise) }),
      });
    else completed.push({ ...told, outcome: 'failed' });
  }
  return { completed, active };
}
