import type { SearchEvent } from '../../local/events.ts';

/** What a search on AWS tells on top of one on this computer. */
export interface CloudEvent {
  readonly type: 'cloud';
  /** Paid for machines so far, in US dollars. */
  readonly spentUsd: number;
  readonly limitUsd?: number;
  /** Machines at work, by how they are bought. */
  readonly spot: number;
  readonly onDemand: number;
  /** Trials in training. */
  readonly training: readonly number[];
}

/** Everything that the picture of a search shows. */
export type ProgressEvent = SearchEvent | CloudEvent;
