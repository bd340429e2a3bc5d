import { randomStream } from '../math/random.ts';
import { strategies as known } from '../strategy/registry.ts';
import type { JsonObject } from '../trial/trial.ts';
import { apart, shareOut } from './apart.ts';
import { BenchmarkError } from './errors.ts';
import type { Budget, Outcome } from './simulate.ts';
import { type Result, summarise } from './summarise.ts';
import { readTable, type Table, type TableOptions } from './table.ts';
import type { Job } from './worker.ts';

export interface BenchmarkOptions {
  readonly table: TableOptions;
  readonly budget: Budget;
  readonly generation: number;
  readonly strategies: readonly string[];
  /** Options of a strategy by its name; others have their defaults. */
  readonly options?: Readonly<Record<string, JsonObject>>;
  /** Of each strategy; run i has the seed `seed + i`. */
  readonly runs: number;
  readonly seed: number;
  readonly processes: number;
  readonly onProgress?: (done: number, of: number) => void;
}

/**
 * Runs every strategy against the table, in several processes; the number of processes changes no result.
 * @throws BenchmarkError when the table cannot be used
 */
export async function runBenchmark(options: BenchmarkOptions): Promise<readonly Result[]> {
  const { table, budget, generation, strategies, processes, seed, onProgress } = options;
  requireCoverage(readTable(table), table);
  const runs = strategies.flatMap((strategy) =>
    Array.from({ length: options.runs }, (_, i) => ({ strategy, options: optionsOf(strategy), seed: seed + i })),
  );
  const outcomes = await shareOut<(typeof runs)[number], Outcome>(
    runs,
    processes,
    (share, onOutcome) => apart<Job, Outcome>('worker.ts', { table, budget, generation, runs: share }, onOutcome),
    onProgress,
  );
  if (outcomes.some(({ evaluations }) => evaluations === 0)) {
    throw new BenchmarkError('budget-seconds', `${budget.seconds}`, 'what the first trial of a run costs, or more');
  }
  return strategies.map((strategy) =>
    summarise(
      strategy,
      outcomes.filter((_, i) => runs[i]!.strategy === strategy),
    ),
  );

  /** Rungs of the table are the fidelities of strategies that know several. */
  function optionsOf(strategy: string): JsonObject {
    const { severalFidelities } = known.find(({ name }) => name === strategy)!;
    const rungs = (table.rungs ?? []).map(({ fidelity }) => fidelity).sort((a, b) => a - b);
    return { ...(severalFidelities && { fidelities: [...rungs, 1] }), ...options.options?.[strategy] };
  }
}

/** Architectures drawn to see how much of a space a table has. */
const DRAWS = 1000;

/** @throws BenchmarkError when a search would all but never meet a row */
function requireCoverage({ space, find }: Table, { table, space: name }: TableOptions): void {
  const random = randomStream(0, 'coverage');
  const met = Array.from({ length: DRAWS }, () => find(space.sample(random))).filter((entry) => entry !== undefined);
  if (met.length < DRAWS / 100) {
    const got = `${table}, which has ${met.length} of ${DRAWS} random architectures of ${name}`;
    throw new BenchmarkError('table', got, 'a table with 1 % of its space or more');
  }
}
