import { mean, quantile, standardDeviation } from '../math/statistics.ts';
import { type Outcome, POINTS } from './simulate.ts';

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** What a strategy reached over all runs. */
export interface Result {
  readonly strategy: string;
  readonly runs: number;
  /** Of the report of the best by reward. */
  readonly mean: number;
  /** Of the runs; absent for a single one. */
  readonly std: number | undefined;
  /** By share, e.g. `0.05`. */
  readonly quantiles: Readonly<Record<string, number>>;
  /** Share of the runs that found the best reward of the table. */
  readonly hitRate: number;
  /** Mean number of a run. */
  readonly evaluations: number;
  /** Mean share of the table's; with a second objective only. */
  readonly hypervolume: number | undefined;
  /** Mean report after each share of the budget, where every run had one. */
  readonly curve: readonly { readonly share: number; readonly mean: number }[];
}

export function summarise(strategy: string, outcomes: readonly Outcome[]): Result {
  const reports = outcomes.map(({ report }) => report);
  const volumes = outcomes.flatMap(({ hypervolume }) => (hypervolume === undefined ? [] : [hypervolume]));
  return {
    strategy,
    runs: outcomes.length,
    mean: mean(reports),
    std: reports.length > 1 ? standardDeviation(reports) : undefined,
    quantiles: Object.fromEntries(SHARES.map((share) => [String(share), quantile(reports, share)])),
    hitRate: mean(outcomes.map(({ optimal }) => Number(optimal))),
    evaluations: mean(outcomes.map(({ evaluations }) => evaluations)),
    hypervolume: volumes.length > 0 ? mean(volumes) : undefined,
    curve: Array.from({ length: POINTS }, (_, i) => ({
      share: (i + 1) / POINTS,
      mean: mean(outcomes.map(({ course }) => course[i]!)),
    })).filter((point) => Number.isFinite(point.mean)),
  };
}
