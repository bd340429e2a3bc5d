import type { Remote } from '../remote/connect.ts';
import type { Context } from './context.ts';
import { table } from './format.ts';
import { callFor } from './target.ts';
import { watchRemote } from './watch/watch-remote.ts';

export interface Started {
  readonly id: string;
  /** ARN of the execution. */
  readonly execution: string;
}

/** Says what was started and where to see it; with `watch` that is for people only, and the search's summary is the data. */
export async function tellStarted(
  context: Context,
  remote: Remote,
  { id, execution }: Started,
  { watch, json }: { readonly watch: boolean; readonly json: boolean },
): Promise<void> {
  const { executionLink } = await import('../remote/console.ts');
  const facts = { id, execution, console: executionLink(execution) };
  const rows = [
    ['search', id],
    ['execution', execution],
    ['console', facts.console],
  ];
  if (watch) {
    context.stderr.write(table('ll', rows));
    return watchRemote(context, remote, { id, started: execution, json });
  }
  context.stdout.write(json ? `${JSON.stringify(facts)}\n` : table('ll', rows));
  if (!json) context.stderr.write(`Watch it with: ${callFor('watch', id, remote.target)}\n`);
}
