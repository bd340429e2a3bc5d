import { dominatedArea } from '../math/hypervolume.ts';
import { createStrategy } from '../strategy/registry.ts';
import type { Observation, Suggestion } from '../strategy/strategy.ts';
import type { JsonObject } from '../trial/trial.ts';
import { type Entry, pointOf, type Table } from './table.ts';

/** When a simulated search ends: before the trial that would pass it. */
export interface Budget {
  readonly seconds: number;
  /** Full trainings; shares of them add up. */
  readonly evaluations: number;
}

export interface Simulation {
  readonly strategy: string;
  /** Options of the strategy; what is left out has its default. */
  readonly options?: JsonObject;
  readonly seed: number;
  readonly budget: Budget;
  /** Proposals between two updates. */
  readonly generation: number;
}

/** How a simulated search ended. */
export interface Outcome {
  /** Of the best by reward of those that were trained longest; the first of equal ones. */
  readonly report: number;
  /** It has found the table's best reward. */
  readonly optimal: boolean;
  /** Full trainings; shares of them add up. */
  readonly evaluations: number;
  /** Share of the area that the table's own front dominates; with a second objective only. */
  readonly hypervolume: number | undefined;
  /** The report after 1, 2, ... of POINTS parts of the budget; NaN before the first trial. */
  readonly course: readonly number[];
}

export const POINTS = 50;

/** A trial that the table has: its row, the reward that it shows and the share of the training that it took. */
interface Found {
  readonly entry: Entry;
  readonly reward: number;
  readonly fidelity: number;
}

/** Rounding in sums of shares. */
const ROUNDING = 1e-9;

/**
 * Runs a strategy against a table, in simulated time. What the table does not have, or its limit rules out, is infeasible
 * and costs nothing.
 */
export function simulate(table: Table, { strategy: name, options, seed, budget, generation }: Simulation): Outcome {
  const strategy = createStrategy({ name, ...options }, { space: table.space, seed });
  const found: Found[] = [];
  const spent = { seconds: 0, evaluations: 0 };
  const course: number[] = [];
  let best: Found | undefined;
  /** What was the best until then stands for all points that are passed. */
  const pass = (share: number) => {
    while (course.length < Math.min(POINTS, Math.ceil(share * POINTS) - 1))
      course.push(best?.entry.report ?? Number.NaN);
  };
  let [number, ended] = [0, false];
  while (!ended) {
    const observations: Observation[] = [];
    for (const suggestion of strategy.suggest(generation)) {
      number++;
      const trial = trialOf(table, suggestion);
      const feasible = trial !== undefined && trial.entry.share <= 1;
      if (feasible) {
        spent.seconds += trial.entry.cost * trial.fidelity;
        spent.evaluations += trial.fidelity;
        ended = spent.seconds > budget.seconds || spent.evaluations > budget.evaluations + ROUNDING;
        if (ended) break;
        pass(Math.max(spent.seconds / budget.seconds, spent.evaluations / budget.evaluations));
        found.push(trial);
        best = better(best, trial);
      }
      observations.push({ number, ...suggestion, ...observed(trial) });
    }
    ended ||= observations.length === 0;
    strategy.update(observations, []);
  }
  pass(Number.POSITIVE_INFINITY);
  return outcomeOf(table, found, best, course);
}

/** The one that was trained longer, of equally long ones the one with more reward; the first of equal ones. */
function better(a: Found | undefined, b: Found): Found {
  if (!a) return b;
  return (b.fidelity - a.fidelity || b.reward - a.reward) > 0 ? b : a;
}

function trialOf(table: Table, { architecture, fidelity = 1 }: Suggestion): Found | undefined {
  const entry = table.find(architecture);
  return entry && { entry, reward: fidelity === 1 ? entry.reward : entry.rungs.get(fidelity)!, fidelity };
}

function observed(trial: Found | undefined): Pick<Observation, 'outcome' | 'score' | 'costs' | 'strain'> {
  if (!trial) return { outcome: 'infeasible' };
  const { second, share } = trial.entry;
  const told = share > 0 && { strain: Math.log(share) };
  if (share > 1) return { outcome: 'infeasible', ...told };
  return {
    ...told,
    outcome: 'complete',
    score: trial.reward,
    ...(second !== undefined && { costs: [second] }),
  };
}

function outcomeOf(table: Table, found: readonly Found[], best: Found | undefined, course: readonly number[]): Outcome {
  return {
    course,
    report: best?.entry.report ?? Number.NaN,
    optimal: best?.fidelity === 1 && best.reward === table.best,
    evaluations: found.reduce((sum, { fidelity }) => sum + fidelity, 0),
    hypervolume:
      table.reference &&
      dominatedArea(
        found.map(({ entry }) => pointOf(entry)),
        table.reference,
      ) / table.area,
  };
}
