import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { readableCause } from './cause.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One execution of the state machine; a search can have several, one after the other. */
export interface Execution {
  readonly arn: string;
  readonly status: ExecutionStatus;
  /** Why it failed or was stopped. */
  readonly cause?: string;
}

const client = new SFNClient({ maxAttempts: 8 });

/**
 * Starts an execution and gives its ARN; undefined when its name is taken, for 90 days after its end:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export async function startExecution(
  stateMachineArn: string,
  name: string,
  input: object,
): Promise<string | undefined> {
  try {
    const start = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
    return (await client.send(start)).executionArn;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return undefined;
    throw error;
  }
}

/** Undefined when there is none, or none any more: AWS keeps them for 90 days. */
export async function describeExecution(arn: string): Promise<Execution | undefined> {
  try {
    const { status, error, cause } = await client.send(new DescribeExecutionCommand({ executionArn: arn }));
    // One that is redriven goes on as itself.
    const plain = status === 'PENDING_REDRIVE' ? 'RUNNING' : (status as ExecutionStatus);
    return { arn, status: plain, ...((error || cause) && { cause: readableCause(error, cause) }) };
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return undefined;
    throw error;
  }
}

/** Asks for the end of an execution; one that has ended stays as it is. */
export async function stopExecution(arn: string, cause: string): Promise<void> {
  await client.send(new StopExecutionCommand({ executionArn: arn, error: 'Stopped', cause }));
}

/** The last executions that failed, the youngest first. */
export async function failedExecutions(
  stateMachineArn: string,
  maxResults: number,
): Promise<readonly { readonly arn: string; readonly name: string; readonly stopped: Date }[]> {
  const list = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED', maxResults });
  const { executions = [] } = await client.send(list);
  return executions.map(({ executionArn, name, startDate, stopDate }) => ({
    arn: executionArn!,
    name: name!,
    stopped: stopDate ?? startDate!,
  }));
}
