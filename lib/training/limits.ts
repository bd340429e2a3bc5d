import { TrialLimitError } from './errors.ts';

/** What a trial may take; beyond it, it fails. Undefined is no limit. */
export interface TrialLimits {
  readonly seconds?: number | undefined;
  /** Of this process, resident. */
  readonly bytes?: number | undefined;
}

const GIB = 2 ** 30;

/**
 * Asked after every step. Memory that a single step asks for and the machine does not have ends the process before: that
 * is the trial's failure too, told by whoever started the process.
 * @throws TrialLimitError naming the limit, what was reached and the step
 */
export function checkLimits(limits: TrialLimits, { seconds, step }: { seconds: number; step: number }): void {
  if (limits.seconds !== undefined && seconds > limits.seconds) {
    const [got, allowed] = [seconds, limits.seconds].map((value) => `${Number((value / 60).toFixed(2))} minutes`);
    throw new TrialLimitError('minutes', got!, allowed!, step);
  }
  if (limits.bytes === undefined) return;
  const held = process.memoryUsage.rss();
  if (held > limits.bytes) {
    const [got, allowed] = [held, limits.bytes].map((value) => `${Number((value / GIB).toFixed(2))} GiB`);
    throw new TrialLimitError('memoryGiB', got!, allowed!, step);
  }
}
