import type { Remote } from './connect.ts';
import { type Execution, stopExecution } from './executions.ts';
import { searchProgress } from './progress.ts';
import type { Standing } from './standing.ts';

/** What Step Functions shows as the reason. */
const CAUSE = 'stopped by a person with spotnas stop';

/** Milliseconds between two looks, and how many before we give up. */
const INTERVAL = 2000;
const LOOKS = 90;

export interface Stopped {
  /** The execution that ran when the first look was taken; undefined when none did. */
  readonly execution: Execution | undefined;
  /** Where the search stood at the last look. */
  readonly standing: Standing;
}

/**
 * Ends what runs a search, and waits until nothing does: an execution that hands the search over just now is followed by
 * another. Step Functions ends the jobs: https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html
 * @throws Error when the search still runs after three minutes
 */
export async function stopSearch(
  remote: Remote,
  id: string,
  pause: (milliseconds: number) => Promise<void>,
): Promise<Stopped> {
  const asked = new Set<string>();
  let stopped: Execution | undefined;
  for (let look = 0; look < LOOKS; look++) {
    const { execution, standing } = await searchProgress(remote, id);
    const { kind } = standing;
    if (kind !== 'running' && kind !== 'between' && kind !== 'starting')
      return { execution: stopped && execution, standing };
    if (execution?.status === 'RUNNING' && !asked.has(execution.arn)) {
      await stopExecution(execution.arn, CAUSE);
      asked.add(execution.arn);
      stopped = execution;
    }
    await pause(INTERVAL);
  }
  throw new Error(`search ${id} was asked to stop and has not done so in ${(INTERVAL * LOOKS) / 60_000} minutes`);
}
