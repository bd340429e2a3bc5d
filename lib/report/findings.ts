import { median } from '../math/statistics.ts';
import { bestFinalist, type Finalist, finalists } from '../pipeline/finalists.ts';
import { leaderboard } from '../pipeline/leaderboard.ts';
import type { Measurement } from '../pipeline/measurement.ts';
import { validationScore } from '../trial/score.ts';
import type { Trial } from '../trial/trial.ts';

/** What the trials of a search say, worked out once for the whole page. */
export interface Findings {
  /** Every search trial, by number. */
  readonly searched: readonly Trial[];
  /** Every final trial, by number. */
  readonly retrained: readonly Trial[];
  /** Search trials that were trained to the end, by number. */
  readonly complete: readonly Trial[];
  readonly failed: readonly Trial[];
  readonly infeasible: number;
  readonly leaderboard: readonly Trial[];
  readonly finalists: readonly Finalist[];
  /** Undefined when no trial was trained to the end. */
  readonly winner?: Winner;
  /** The generation proposed before any result was known: what the search has to beat. */
  readonly baseline?: Baseline;
}

export interface Winner {
  /** The search trial that found it. */
  readonly search: Trial;
  /** The retrained network that ships, and its architecture's other seeds; undefined when no finalist was trained. */
  readonly final?: { readonly trial: Trial; readonly finalist: Finalist };
}

export interface Baseline {
  readonly trials: number;
  /** Validation scores. */
  readonly best: number;
  readonly median: number;
}

export function findingsOf(trials: readonly Trial[], measurements: readonly Measurement[] = []): Findings {
  const ordered = trials.toSorted((a, b) => a.number - b.number);
  const searched = ordered.filter(({ kind }) => kind === 'search');
  const ranked = leaderboard(ordered);
  const complete = searched.filter(({ state }) => state === 'complete');
  const winner = winnerOf(ordered, ranked, measurements);
  const baseline = baselineOf(complete);
  return {
    searched,
    retrained: ordered.filter(({ kind }) => kind === 'final'),
    complete,
    failed: ordered.filter(({ state }) => state === 'failed'),
    infeasible: searched.filter(({ state }) => state === 'infeasible').length,
    leaderboard: ranked,
    finalists: finalists(ordered, measurements),
    ...(winner && { winner }),
    ...(baseline && { baseline }),
  };
}

function winnerOf(
  trials: readonly Trial[],
  ranked: readonly Trial[],
  measurements: readonly Measurement[],
): Winner | undefined {
  const final = bestFinalist(trials, measurements);
  const search = ranked.find(({ architectureId }) => architectureId === final?.trial.architectureId) ?? ranked[0];
  return search && { search, ...(final && { final }) };
}

function baselineOf(complete: readonly Trial[]): Baseline | undefined {
  const scores = complete.filter(({ generation }) => generation === 1).map(validationScore);
  if (scores.length === 0) return undefined;
  return { trials: scores.length, best: Math.max(...scores), median: median(scores) };
}
