import type { SearchSummary } from '../local/events.ts';
import type { RunOptions } from '../local/run.ts';

export type RunSearch = (options: RunOptions) => Promise<SearchSummary>;

/** What a command needs from outside. Data goes to `stdout`; everything meant for a watching person to `stderr`. */
export interface Context {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly runSearch: RunSearch;
}

/** The context of a real process. The runner is loaded when a search starts: other commands stay quick. */
export const processContext: Context = {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  runSearch: async (options) => (await import('../local/run.ts')).runSearch(options),
};
