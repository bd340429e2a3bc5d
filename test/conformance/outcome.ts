import { bestFinalist } from '../../lib/pipeline/finalists.ts';
import { leaderboard } from '../../lib/pipeline/leaderboard.ts';
import type { Stores } from '../../lib/store/ports.ts';
import type { Trial } from '../../lib/trial/trial.ts';

/** What a search must end with wherever it runs and whatever happens to it: all but clocks, attempts and latencies. */
export interface SearchOutcome {
  readonly status: string;
  /** Architecture, from best to worst. */
  readonly leaderboard: readonly string[];
  /** Architecture and hash of the weights. */
  readonly winner: readonly [string, string] | undefined;
  readonly trials: readonly object[];
}

export async function outcomeOf({ trials: store }: Pick<Stores, 'trials'>, searchId: string): Promise<SearchOutcome> {
  const trials = await store.list(searchId);
  const best = bestFinalist(trials)?.trial;
  return {
    status: (await store.getSearch(searchId)).status,
    leaderboard: leaderboard(trials).map(({ architectureId }) => architectureId),
    winner: best && [best.architectureId, best.result!.weightsHash],
    trials: trials.map(comparable),
  };
}

function comparable({ number, kind, generation, architectureId, key, seed, state, result, failure }: Trial): object {
  const { seconds: _seconds, ...metrics } = result?.metrics ?? {};
  const trained = result && { metrics, curve: result.curve, weightsHash: result.weightsHash };
  return { number, kind, generation, architectureId, key, seed, state, ...trained, ...(failure && { failure }) };
}
