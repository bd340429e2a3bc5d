import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import type { ExecutionStatus } from '../../lib/remote/executions.ts';
import { executionOf } from './stack.ts';

export interface FakeExecution {
  status: ExecutionStatus;
  input?: unknown;
  error?: string;
  cause?: string;
}

/** Step Functions, as far as commands use it: executions by name, which tests change as they like. */
export function fakeStepFunctions(executions: Map<string, FakeExecution> = new Map()) {
  const sdk = mockClient(SFNClient);
  const nameOf = (arn: string) => arn.split(':').at(-1)!;
  const find = (arn: string) => {
    const found = executions.get(nameOf(arn));
    if (!found) throw new ExecutionDoesNotExist({ message: `Execution Does Not Exist: '${arn}'`, $metadata: {} });
    return found;
  };
  sdk.on(StartExecutionCommand).callsFake(async ({ name, input }: { name: string; input: string }) => {
    if (executions.has(name)) throw new ExecutionAlreadyExists({ message: name, $metadata: {} });
    executions.set(name, { status: 'RUNNING', input: JSON.parse(input) });
    return { executionArn: executionOf(name), startDate: new Date() };
  });
  sdk.on(DescribeExecutionCommand).callsFake(async ({ executionArn }: { executionArn: string }) => ({
    executionArn,
    ...find(executionArn),
  }));
  sdk.on(StopExecutionCommand).callsFake(async ({ executionArn, error, cause }: Record<string, string>) => {
    const execution = find(executionArn!);
    if (execution.status === 'RUNNING') Object.assign(execution, { status: 'ABORTED', error, cause });
    return { stopDate: new Date() };
  });
  return { sdk, executions };
}
