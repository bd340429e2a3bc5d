import type { Attempt } from './batch/attempt.ts';
import type { BatchService } from './batch/service.ts';

/** A trainer's word that it is in the middle of a trial. */
export interface Progress {
  readonly trial: number;
  readonly step: number;
  readonly attempt: Attempt;
}

export interface Moment {
  readonly trial: number;
  /** At this step of the training or later; 1 when left out. */
  readonly step?: number;
  /** Collects all that is told of the trial. */
  readonly seen?: Progress[];
}

/** Waits until a trial is in training; it still is when the promise resolves. */
export function whenTraining(batch: BatchService, { trial, step: from = 1, seen = [] }: Moment): Promise<Progress> {
  const { promise, resolve } = Promise.withResolvers<Progress>();
  batch.onMessage = ({ type, number, step }, attempt) => {
    if (type !== 'progress' || number !== trial) return;
    const progress = { trial, step: step as number, attempt };
    seen.push(progress);
    if (progress.step >= from) resolve(progress);
  };
  return promise;
}
