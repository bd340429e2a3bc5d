import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { randomStream } from '../math/random.ts';
import { strategies as known } from '../strategy/registry.ts';
import type { JsonObject } from '../trial/trial.ts';
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
  const outcomes = new Array<Outcome>(runs.length);
  let done = 0;
  await Promise.all(
    Array.from({ length: Math.min(processes, runs.length) }, async (_, part) => {
      const share = runs.flatMap((run, i) => (i % processes === part ? [{ run, i }] : []));
      const job = { table, budget, generation, runs: share.map(({ run }) => run) };
      let next = 0;
      await simulateApart(job, (outcome) => {
        outcomes[share[next++]!.i] = outcome;
        onProgress?.(++done, runs.length);
      });
    }),
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

/** @throws Error when the process ends before its job */
async function simulateApart(job: Job, onOutcome: (outcome: Outcome) => void): Promise<void> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), { serialization: 'advanced' });
  child.on('message', (outcome) => onOutcome(outcome as Outcome));
  child.send(job);
  const [[code, signal]] = (await Promise.all([once(child, 'exit'), once(child, 'disconnect')])) as [
    [number | null, string | null],
    unknown,
  ];
  if (code !== 0) throw new Error(`a benchmark process ended with ${code ?? signal}`);
}
