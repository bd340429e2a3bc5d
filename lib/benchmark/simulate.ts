import { dominatedArea } from '../math/hypervolume.ts';
import { createStrategy } from '../strategy/registry.ts';
import type { Observation } from '../strategy/strategy.ts';
import { type Entry, pointOf, type Table } from './table.ts';

/** When a simulated search ends: before the trial that would pass it. */
export interface Budget {
  readonly seconds: number;
  readonly evaluations: number;
}

export interface Simulation {
  readonly strategy: string;
  readonly seed: number;
  readonly budget: Budget;
  /** Proposals between two updates. */
  readonly generation: number;
}

/** How a simulated search ended. */
export interface Outcome {
  /** Of the best by reward; the first of equal ones. */
  readonly report: number;
  /** It has found the table's best reward. */
  readonly optimal: boolean;
  readonly evaluations: number;
  /** Share of the area that the table's own front dominates; with a second objective only. */
  readonly hypervolume: number | undefined;
}

/** Runs a strategy against a table, in simulated time. What the table does not have is infeasible and costs nothing. */
export function simulate(table: Table, { strategy: name, seed, budget, generation }: Simulation): Outcome {
  const strategy = createStrategy({ name }, { space: table.space, seed });
  const found: Entry[] = [];
  let [number, seconds, ended] = [0, 0, false];
  while (!ended) {
    const observations: Observation[] = [];
    for (const architecture of strategy.suggest(generation)) {
      number++;
      const entry = table.find(architecture);
      if (entry) {
        seconds += entry.cost;
        ended = seconds > budget.seconds || found.length >= budget.evaluations;
        if (ended) break;
        found.push(entry);
      }
      observations.push(
        entry
          ? {
              number,
              architecture,
              outcome: 'complete',
              score: entry.reward,
              ...(entry.second !== undefined && { costs: [entry.second] }),
            }
          : { number, architecture, outcome: 'infeasible' },
      );
    }
    ended ||= observations.length === 0;
    strategy.update(observations, []);
  }
  return outcomeOf(table, found);
}

function outcomeOf(table: Table, found: readonly Entry[]): Outcome {
  const best = found.reduce((most, other) => (other.reward > most.reward ? other : most), found[0]!);
  return {
    report: best?.report ?? Number.NaN,
    optimal: best?.reward === table.best,
    evaluations: found.length,
    hypervolume: table.reference && dominatedArea(found.map(pointOf), table.reference) / table.area,
  };
}
