import { budgetOf } from '../pipeline/budget.ts';
import { NotFoundError } from '../store/errors.ts';
import type { SearchRecord } from '../store/ports.ts';
import { executionArn } from './arn.ts';
import type { Remote } from './connect.ts';
import { describeExecution, type Execution } from './executions.ts';
import { type Machines, machinesAtWork } from './machines.ts';
import { type Standing, standing } from './standing.ts';

/** A search on AWS as it is now. */
export interface SearchProgress {
  /** Undefined until its first execution has created it. */
  readonly search: SearchRecord | undefined;
  /** The execution that holds the search, or the one that begins it; undefined when AWS knows none. */
  readonly execution: Execution | undefined;
  readonly standing: Standing;
  readonly spentUsd: number;
  readonly limitUsd?: number;
  readonly machines: Machines;
}

/**
 * Reads afresh where a search stands: its executions follow one another, so none of them stands for it.
 * @param started ARN of an execution that was started for the search and may not hold it yet
 */
export async function searchProgress(remote: Remote, id: string, started?: string): Promise<SearchProgress> {
  const { trials, ledger } = remote.stores;
  const search = await trials.getSearch(id).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  const beginning = await beginningExecution(search, started);
  const holder = search?.execution ?? executionArn(remote.outputs.StateMachineArn, id);
  const execution = beginning ?? (await describeExecution(holder));
  const limitUsd = search && budgetOf(search);
  return {
    search,
    execution,
    standing: standing({ search, execution, isNew: beginning !== undefined }),
    spentUsd: search ? await ledger.spent(id) : 0,
    ...(limitUsd !== undefined && { limitUsd }),
    machines: machinesAtWork(search ? await ledger.charges(id) : [], Date.now()),
  };
}

/** The execution `started`, unless it holds the search or has handed it on. */
async function beginningExecution(search: SearchRecord | undefined, started: string | undefined) {
  if (started === undefined || search?.execution === started) return undefined;
  const execution = await describeExecution(started);
  // What was started a moment ago may not be seen yet: reads of Step Functions are eventually consistent.
  if (!execution) return { arn: started, status: 'RUNNING' } as const;
  return execution.status === 'SUCCEEDED' ? undefined : execution;
}
