import { readWork, workText } from '../trial/work-item.ts';

/**
 * What travels between the states of a search: ids, counters and work items, far below the 256 KiB that Step
 * Functions allows (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html). Everything else is
 * read from the store, so that any state can be repeated.
 */
export interface SearchState {
  readonly searchId: string;
  /** The execution that these states belong to. */
  readonly execution: string;
  readonly generation: number;
  /** What the Choice after a step looks at. */
  readonly next: NextStep;
  readonly work: readonly Work[];
  /** How many containers run side by side. */
  readonly maxConcurrency: number;
  readonly jobs: Jobs;
  /** Steps around the loop that this execution has taken. */
  readonly passes: number;
  /** After so many passes another execution takes over. */
  readonly continueAfter: number;
  /** The execution that takes over; there when `next` is CONTINUE. */
  readonly continuation?: Continuation;
}

export type NextStep = 'PREPARE' | 'PROPOSE' | 'PREDICT' | 'TRAIN' | 'FINALISTS' | 'MEASURE' | 'REPORT' | 'CONTINUE';

/** The steps that lambdas/strategy takes. */
export type StrategyStep = 'initialise' | 'propose' | 'collect' | 'finalists' | 'collect-finalists' | 'report' | 'fail';

/** A work item as the state machine passes it on: the end of its job's name, and its text (trial/work-item.ts). */
export interface Work {
  readonly name: string;
  readonly work: string;
}

/** Where jobs of one kind run, as ARNs. */
export interface JobTarget {
  readonly queue: string;
  /** Where a work item goes whose spot instances are taken back again and again, if `onDemand` allows it. */
  readonly onDemandQueue: string;
  readonly definition: string;
  readonly onDemand: boolean;
}

export interface Jobs {
  /** Whatever measures runs there too. */
  readonly prepare: JobTarget;
  readonly train: JobTarget;
}

export interface Continuation {
  readonly name: string;
  readonly input: { readonly searchId: string; readonly maxConcurrency: number; readonly continueAfter: number };
}

/** The one work item of a search that is not prepared yet. */
export const prepareWork: readonly Work[] = [{ name: 'prepare', work: 'prepare' }];

/** The one work item of a search whose finalists are not measured yet. */
export const measureWork: readonly Work[] = [{ name: 'measure', work: 'measure' }];

/** Splits trials into work items of at most `perJob`. */
export function workItems(searchId: string, trials: readonly number[], perJob: number): readonly Work[] {
  return Array.from({ length: Math.ceil(trials.length / perJob) }, (_, i) => {
    const items = trials.slice(i * perJob, (i + 1) * perJob);
    return { name: `trial-${items[0]}`, work: workText({ kind: 'train', searchId, trials: items }) };
  });
}

/** The trials of a work item, in the order in which its container trains them. */
export function trialsOf(searchId: string, { work }: Work): readonly number[] {
  const item = readWork(searchId, work);
  return item.kind === 'train' ? item.trials : [];
}
