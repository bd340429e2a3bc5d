import type { SearchSummary } from '../local/events.ts';
import type { Specification } from '../spec/specification.ts';
import type { Context } from './context.ts';
import { plural } from './format.ts';
import { interruptible } from './interrupt.ts';
import { progressWriter } from './progress/writer.ts';
import { summaryText } from './summary-text.ts';

export interface WatchOptions {
  readonly home: string;
  readonly id: string;
  readonly spec: Specification;
  /** False when the search exists already and goes on. */
  readonly isNew: boolean;
  readonly workers?: number | undefined;
  /** Print the summary as JSON. */
  readonly json: boolean;
}

/** Runs or resumes a search, shows its progress on stderr, prints its summary on stdout. @throws what the runner throws. */
export async function watchSearch(context: Context, options: WatchOptions): Promise<void> {
  const { home, id, spec, isNew, workers, json } = options;
  const progress = progressWriter(context, id, spec);
  const { signal, release } = interruptible(() =>
    progress.note(`stopping ${id}: trainers are saving their work (once more to end at once)`),
  );
  progress.note(`${isNew ? 'search' : 'resuming'} ${id}: ${plural(spec.budget.trials, 'trial')} of ${spec.space.name}`);
  let summary: SearchSummary;
  try {
    const work = { home, id, signal, onEvent: progress.tell, ...(isNew && { spec }), ...(workers && { workers }) };
    summary = await context.runSearch(work);
  } finally {
    progress.stop();
    release();
  }
  context.stdout.write(json ? `${JSON.stringify(summary)}\n` : summaryText(summary));
}
