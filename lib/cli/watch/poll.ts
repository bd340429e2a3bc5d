import type { Remote } from '../../remote/connect.ts';
import { UnreachableError } from '../../remote/errors.ts';
import { explainAwsError } from '../../remote/explain.ts';
import type { SearchProgress } from '../../remote/progress.ts';
import type { Trial } from '../../trial/trial.ts';
import type { Context } from '../context.ts';

/** Milliseconds between two looks at a search, and how many times longer than the look itself at least. */
const INTERVAL = 5000;
const REST = 4;

const PER_TRIAL = 20;
const LONGEST = 60_000;

/** Milliseconds to the next look: each reads all trials, which costs money (docs/cost.md), so that many are read rarely. */
export const pauseAfter = (trials: number): number => Math.min(INTERVAL + PER_TRIAL * trials, LONGEST);

/** Looks in a row that find no execution at work, or no network, after which nothing is expected to change. */
const PATIENCE = 60;

export interface Poll {
  readonly remote: Remote;
  readonly id: string;
  /** ARN of an execution that was started for the search and may not hold it yet. */
  readonly started?: string | undefined;
  readonly signal: AbortSignal;
  /** Told why AWS does not answer; the next look comes all the same. */
  readonly onSilence: (reason: string) => void;
}

/** What one look sees. */
export interface Look extends SearchProgress {
  readonly trials: readonly Trial[];
}

/** Looks at a search again and again, until nobody reads on, it is aborted, or nothing happens to it any more. */
export async function* poll(context: Context, { remote, id, started, signal, onSilence }: Poll): AsyncGenerator<Look> {
  const { searchProgress } = await import('../../remote/progress.ts');
  let begun = started;
  let idle = 0;
  let silent = 0;
  while (!signal.aborted) {
    const before = performance.now();
    let count = 0;
    try {
      const progress = await searchProgress(remote, id, begun);
      const trials = progress.search ? await remote.stores.trials.list(id) : [];
      count = trials.length;
      if (progress.search?.execution === begun) begun = undefined;
      silent = 0;
      idle = progress.standing.kind === 'between' ? idle + 1 : 0;
      yield { ...(idle > PATIENCE ? abandoned(progress) : progress), trials };
    } catch (error) {
      const explained = explainAwsError(error);
      if (!(explained instanceof UnreachableError) || ++silent > PATIENCE) throw explained;
      onSilence(explained.message);
    }
    await context.pause(Math.max(pauseAfter(count), REST * (performance.now() - before)), signal);
  }
}

const abandoned = (progress: SearchProgress): SearchProgress => ({
  ...progress,
  standing: {
    kind: 'stopped',
    cause: `execution ${progress.execution?.arn} has ended and none has taken over`,
  },
});
