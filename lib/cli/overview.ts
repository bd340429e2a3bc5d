import type { Ranked } from '../local/events.ts';
import { mean } from '../math/statistics.ts';
import { leaderboard } from '../pipeline/leaderboard.ts';
import { createSpace } from '../space/registry.ts';
import { specificationOf } from '../spec/stored.ts';
import type { SearchRecord, Stores } from '../store/ports.ts';
import { bestModelKey, reportKey } from '../trial/keys.ts';
import { scoresOf, testScore } from '../trial/score.ts';
import type { Score } from '../trial/task.ts';
import type { Trial, TrialState } from '../trial/trial.ts';

/** How many of the best are shown. */
const ROWS = 10;

/** How far a search is, from what the store knows. */
export interface SearchOverview {
  readonly id: string;
  readonly status: SearchRecord['status'];
  readonly cause?: string;
  /** What the scores are. */
  readonly objective: Score;
  /** Search trials that have ended, of `budget`. */
  readonly done: number;
  readonly budget: number;
  readonly generation: number;
  /** All trials, final ones too, by state. */
  readonly trials: { readonly [state in TrialState]?: number };
  /** Best first. */
  readonly leaderboard: readonly Ranked[];
  /** Where they are once the search is complete. */
  readonly report: string;
  readonly model: string;
}

export async function overview({ trials: store, artefacts }: Stores, search: SearchRecord): Promise<SearchOverview> {
  const { id, status, cause } = search;
  const spec = specificationOf(search);
  const trials = await store.list(id);
  const space = createSpace(spec.space);
  const searched = trials.filter(({ kind }) => kind === 'search');
  return {
    id,
    status,
    ...(cause === undefined ? {} : { cause }),
    objective: spec.objective,
    done: searched.filter(({ state }) => state === 'complete' || state === 'failed').length,
    budget: spec.budget.trials,
    generation: Math.max(0, ...searched.map(({ generation }) => generation)),
    trials: countStates(trials),
    leaderboard: leaderboard(trials)
      .slice(0, ROWS)
      .map((trial) => ranked(trial, trials, space)),
    report: artefacts.locate(reportKey(id)),
    model: artefacts.locate(bestModelKey(id)),
  };
}

function countStates(trials: readonly Trial[]): SearchOverview['trials'] {
  const states: { [state in TrialState]?: number } = {};
  for (const { state } of trials) states[state] = (states[state] ?? 0) + 1;
  return states;
}

function ranked(trial: Trial, trials: readonly Trial[], space: ReturnType<typeof createSpace>): Ranked {
  const { number, architecture, architectureId, predicted } = trial;
  const finals = trials.filter((other) => other.kind === 'final' && other.architectureId === architectureId);
  const tests = finals.flatMap((final) => testScore(final) ?? []);
  return {
    number,
    architecture,
    description: space.describe(space.parse(architecture)),
    ...scoresOf(trial),
    ...(tests.length > 0 && { testScore: mean(tests) }),
    ...(predicted?.latencyMs !== undefined && { latencyMs: predicted.latencyMs }),
    parameters: predicted?.parameters ?? 0,
  };
}
