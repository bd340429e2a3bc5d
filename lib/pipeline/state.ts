import type { WorkItem } from '../trial/trial.ts';

/**
 * What travels between the states of a search: ids, counters and work items, far below the 256 KiB that Step
 * Functions allows (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). Everything else is
 * read from the store, so that any state can be repeated.
 */
export interface SearchState {
  readonly searchId: string;
  readonly generation: number;
  /** What the Choice after a step looks at. */
  readonly next: NextStep;
  readonly work: readonly Work[];
  /** How many containers run side by side. */
  readonly maxConcurrency: number;
}

export type NextStep = 'PREPARE' | 'PROPOSE' | 'PREDICT' | 'TRAIN' | 'FINALISTS' | 'REPORT';

/** The steps that lambdas/strategy takes. */
export type StrategyStep = 'initialise' | 'propose' | 'collect' | 'finalists' | 'collect-finalists' | 'report' | 'fail';

/** A work item as Batch takes it: a job name and the text of one environment variable. */
export interface Work {
  readonly name: string;
  readonly work: string;
}

/** Job names may hold letters, digits, hyphens and underscores: https://docs.aws.amazon.com/batch/latest/APIReference/API_SubmitJob.html */
export function work(item: WorkItem): Work {
  const suffix = item.kind === 'train' ? `trial-${item.trials[0]}` : item.kind;
  return { name: `${item.searchId}-${suffix}`, work: JSON.stringify(item) };
}

/** Splits trials into work items of at most `perJob`. */
export function workItems(searchId: string, trials: readonly number[], perJob: number): readonly Work[] {
  return Array.from({ length: Math.ceil(trials.length / perJob) }, (_, i) =>
    work({ kind: 'train', searchId, trials: trials.slice(i * perJob, (i + 1) * perJob) }),
  );
}

/** The trials of a work item, in the order in which its container trains them. */
export function trialsOf({ work }: Work): readonly number[] {
  const item = JSON.parse(work) as WorkItem;
  return item.kind === 'train' ? item.trials : [];
}
