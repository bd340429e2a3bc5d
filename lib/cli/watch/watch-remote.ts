import type { Remote } from '../../remote/connect.ts';
import { specificationOf } from '../../spec/stored.ts';
import type { Context } from '../context.ts';
import { SearchFailedError, UsageError, WatchInterruptedError } from '../errors.ts';
import { plural } from '../format.ts';
import { interruptible } from '../interrupt.ts';
import { type ProgressWriter, progressWriter } from '../progress/writer.ts';
import { noSearch } from '../remote-search.ts';
import { summaryText } from '../summary-text.ts';
import { callFor } from '../target.ts';
import { cloudNews } from './cloud-news.ts';
import { type Look, poll } from './poll.ts';
import { trialNews } from './trial-news.ts';

export interface WatchOptions {
  readonly id: string;
  /** ARN of an execution that was started for the search just now. */
  readonly started?: string;
  /** Print the summary as JSON. */
  readonly json: boolean;
}

/**
 * Shows a search on AWS until it ends, then prints its summary, as a search on this computer does. Looking changes nothing
 * in the search, and Ctrl-C ends the looking only.
 * @throws SearchFailedError, WatchInterruptedError, UsageError when there is no such search
 */
export async function watchRemote(
  context: Context,
  remote: Remote,
  { id, started, json }: WatchOptions,
): Promise<void> {
  const { signal, release } = interruptible(() => {});
  const show = shower(context, id);
  try {
    for await (const look of poll(context, { remote, id, started, signal, onSilence: show.note })) {
      show.tell(look);
      const { standing } = look;
      if (standing.kind === 'complete') break;
      if (standing.kind === 'unknown') throw new UsageError(await noSearch(remote, id));
      if (standing.kind === 'failed') throw new SearchFailedError(`search ${id} failed: ${standing.cause}`);
      if (standing.kind === 'stopped') throw new SearchFailedError(stoppedText(remote, id, standing.cause));
    }
  } finally {
    show.stop();
    release();
  }
  if (signal.aborted) throw new WatchInterruptedError(interruptedText(remote, id));
  const { summarise } = await import('../../local/summary.ts');
  const summary = await summarise(remote.stores, id);
  context.stdout.write(json ? `${JSON.stringify(summary)}\n` : summaryText(summary));
}

/** Begins to draw when the search is in the store: only then its specification is known. */
function shower(context: Context, id: string) {
  const [ofTrials, ofCloud] = [trialNews(), cloudNews()];
  let writer: ProgressWriter | undefined;
  let waits = false;
  const note = (line: string) => (writer ? writer.note(line) : void context.stderr.write(`${line}\n`));
  return {
    note,
    tell(look: Look): void {
      const { search, standing, trials } = look;
      if (!search || standing.kind === 'starting') {
        if (!waits && standing.kind === 'starting') note(`${id}: waiting for AWS to begin`);
        waits = true;
        return;
      }
      const spec = specificationOf(search);
      if (!writer) {
        writer = progressWriter(context, id, spec);
        note(`watching ${id}: ${plural(spec.budget.trials, 'trial')} of ${spec.space.name}`);
      }
      for (const event of [...ofTrials(trials), ...ofCloud(look, trials)]) writer.tell(event);
    },
    stop: () => writer?.stop(),
  };
}

const stoppedText = ({ target }: Remote, id: string, cause: string) =>
  `search ${id} was stopped: ${cause}; go on with: ${callFor('resume', id, target)}`;

const interruptedText = ({ target }: Remote, id: string) =>
  `stopped watching; ${id} goes on. Watch it again: ${callFor('watch', id, target)}. Stop it: ${callFor('stop', id, target)}`;
