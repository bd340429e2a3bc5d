import { mean } from '../../math/statistics.ts';
import { apart, shareOut } from '../apart.ts';
import { BenchmarkError } from '../errors.ts';
import type { Draw, DrawQuality } from './predict.ts';
import { type LatencyTableOptions, readLatencyTable } from './table.ts';
import type { LatencyJob } from './worker.ts';

export interface LatencyBenchmarkOptions {
  readonly table: LatencyTableOptions;
  /** How many architectures of a new device are measured. */
  readonly samples: readonly number[];
  readonly choose: Draw['choose'];
  /** Draws of each. */
  readonly runs: number;
  /** Of the first draw. */
  readonly seed: number;
  readonly processes: number;
  readonly onProgress?: (done: number, of: number) => void;
}

/** How a device is predicted from so many measurements: means over the draws. */
export interface LatencyResult extends Omit<DrawQuality, 'networks' | 'meanAbsolutePercentageError'> {
  readonly target: string;
  readonly samples: number;
  readonly runs: number;
}

/**
 * Takes each target for a new device and predicts it from a few of its rows and all of the references; a target is no
 * reference unless it is named in both lists, and never its own. The number of processes changes no result.
 * @throws BenchmarkError when the table cannot be used
 */
export async function runLatencyBenchmark(options: LatencyBenchmarkOptions): Promise<readonly LatencyResult[]> {
  const { table, samples, choose, runs, seed, processes, onProgress } = options;
  const { architectures } = readLatencyTable(table);
  const most = Math.max(...samples);
  if (most > architectures.length / 2) {
    throw new BenchmarkError('samples', `${most}`, `half of the table's ${architectures.length} rows at most`);
  }
  const { references } = table;
  const groups = table.targets.flatMap((target) => samples.map((count) => ({ target, samples: count })));
  const draws = groups.flatMap((group) =>
    Array.from({ length: runs }, (_, i): Draw => ({ ...group, references, choose, seed: seed + i })),
  );
  const qualities = await shareOut<Draw, DrawQuality>(
    draws,
    processes,
    (share, onOutcome) => apart<LatencyJob, DrawQuality>('latency/worker.ts', { table, draws: share }, onOutcome),
    onProgress,
  );
  return groups.map((group, g) => {
    const own = qualities.slice(g * runs, (g + 1) * runs);
    const average = (field: keyof DrawQuality) => mean(own.map((quality) => quality[field]));
    return {
      ...group,
      runs,
      spearman: average('spearman'),
      kendall: average('kendall'),
      within5: average('within5'),
      within10: average('within10'),
      coverage90: average('coverage90'),
      violated90: average('violated90'),
    };
  });
}
