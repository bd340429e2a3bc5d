import { BUDGET_REACHED, INTERRUPTED } from '../../lib/trial/exit-codes.ts';
import type { Ending } from './parts.ts';

/** Why a container's work was stopped: `notice` is AWS taking the instance back. */
export type StopReason = 'SIGTERM' | 'notice' | 'budget' | 'unpaid';

const FAULT = 1;

/**
 * From harmless to grave. What was stopped with a checkpoint outweighs a fault: the work is worth another attempt, in which
 * a fault that lasts shows again; and another attempt is for nothing without money.
 */
const GRAVITY: readonly number[] = [0, FAULT, INTERRUPTED, BUDGET_REACHED];

/** How a container ends whose parts have ended so. */
export function exitCode(endings: readonly Ending[], reason?: StopReason): number {
  const stopped = reason === 'budget' ? BUDGET_REACHED : INTERRUPTED;
  const codes = endings.map(({ code, signal }) => {
    if (code === 0) return 0;
    // SIGTERM ends a part that is not yet ready to be stopped, SIGKILL one that took too long to stop.
    const interrupted = code === INTERRUPTED || signal === 'SIGTERM' || (signal === 'SIGKILL' && reason !== undefined);
    return interrupted ? stopped : FAULT;
  });
  return codes.reduce((a, b) => (GRAVITY.indexOf(b) > GRAVITY.indexOf(a) ? b : a), 0);
}
