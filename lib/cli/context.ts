import { setTimeout } from 'node:timers/promises';
import type { SearchSummary } from '../local/events.ts';
import type { RunOptions } from '../local/run.ts';
import type { Remote } from '../remote/connect.ts';
import type { Target } from '../remote/target.ts';

export type RunSearch = (options: RunOptions) => Promise<SearchSummary>;

/** What a command needs from outside. Data goes to `stdout`; everything meant for a watching person to `stderr`. */
export interface Context {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly runSearch: RunSearch;
  /** Finds a deployed stack. @throws StackError */
  readonly connect: (target: Target) => Promise<Remote>;
  /** Waits; an abort ends it early, without an error. */
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** The context of a real process. The runner and the AWS SDK are loaded when they are needed: other commands stay quick. */
export const processContext: Context = {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  runSearch: async (options) => (await import('../local/run.ts')).runSearch(options),
  connect: async (target) => (await import('../remote/connect.ts')).connect(target),
  pause: (milliseconds, signal) => setTimeout(milliseconds, undefined, { ...(signal && { signal }) }).catch(() => {}),
};
