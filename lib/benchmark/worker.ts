/** A process of a benchmark: the parent sends one `Job`, it answers an `Outcome` a run, in order, and ends. */
import { type Budget, type Simulation, simulate } from './simulate.ts';
import { readTable, type TableOptions } from './table.ts';

/** Runs to do, each with a seed of its own. */
export interface Job {
  readonly table: TableOptions;
  readonly budget: Budget;
  readonly generation: number;
  readonly runs: readonly Pick<Simulation, 'strategy' | 'options' | 'seed'>[];
}

process.once('message', ({ table: options, budget, generation, runs }: Job) => {
  const table = readTable(options);
  for (const run of runs) process.send!(simulate(table, { ...run, budget, generation }));
  process.disconnect();
});
