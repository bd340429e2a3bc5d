import { randomUUID } from 'node:crypto';
import type { SearchInput } from '../pipeline/input.ts';
import { executionArn } from './arn.ts';
import type { Remote } from './connect.ts';
import { describeExecution, startExecution } from './executions.ts';

/**
 * Starts an execution for a search, new or to be resumed, and gives its ARN. It is named after the search if that name is
 * free, which is how a search is found that has not come as far as the store.
 * @returns undefined when another execution of that name is beginning the search just now
 */
export async function startSearch(
  { outputs: { StateMachineArn } }: Pick<Remote, 'outputs'>,
  input: SearchInput & { readonly searchId: string },
): Promise<string | undefined> {
  const { searchId } = input;
  const first = input.spec && (await startExecution(StateMachineArn, searchId, input));
  if (first) return first;
  const earlier = input.spec && (await describeExecution(executionArn(StateMachineArn, searchId)));
  if (earlier?.status === 'RUNNING') return undefined;
  return startExecution(StateMachineArn, `${searchId}-${randomUUID().slice(0, 8)}`, input);
}
