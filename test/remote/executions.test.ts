import { describe, expect, it } from 'vitest';
import { executionArn, parseArn } from '../../lib/remote/arn.ts';
import { readableCause } from '../../lib/remote/cause.ts';
import { executionLink } from '../../lib/remote/console.ts';
import { describeExecution, startExecution } from '../../lib/remote/executions.ts';
import { executionOf, outputs } from './stack.ts';
import { fakeStepFunctions } from './step-functions.ts';

describe('executions', () => {
  it('are started once under a name', async () => {
    const { executions } = fakeStepFunctions();
    expect(await startExecution(outputs.StateMachineArn, 'a', { searchId: 'a' })).toBe(executionOf('a'));
    expect(await startExecution(outputs.StateMachineArn, 'a', { searchId: 'a' })).toBeUndefined();
    expect(executions.get('a')).toMatchObject({ input: { searchId: 'a' } });
  });

  it('are described with the reason of their end', async () => {
    const { executions } = fakeStepFunctions();
    executions.set('a', { status: 'FAILED', error: 'NotPrepared', cause: 'no data' });
    const arn = executionOf('a');
    expect(await describeExecution(arn)).toEqual({ arn, status: 'FAILED', cause: 'NotPrepared: no data' });
    expect(await describeExecution(executionOf('b'))).toBeUndefined();
    executions.set('c', { status: 'PENDING_REDRIVE' as 'RUNNING' });
    expect(await describeExecution(executionOf('c'))).toMatchObject({ status: 'RUNNING' });
  });

  it.each([
    [
      'arn:aws:states:eu-west-1:1:execution:S:a',
      'https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/',
    ],
    ['arn:aws-cn:states:cn-north-1:1:execution:S:a', 'https://cn-north-1.console.amazonaws.cn/'],
    ['arn:aws-us-gov:states:us-gov-west-1:1:execution:S:a', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ])('%s is shown at %s', (arn, link) => expect(executionLink(arn)).toContain(link));

  it('have ARNs', () => {
    expect(executionArn(outputs.StateMachineArn, 'a')).toBe(executionOf('a'));
    expect(parseArn(outputs.StateMachineArn)).toMatchObject({
      account: '123456789012',
      resource: 'stateMachine:Search',
    });
    expect(() => parseArn('none')).toThrow('got "none"; allowed: an ARN');
  });
});

describe('the reason of an end', () => {
  it.each([
    [undefined, undefined, 'no reason given'],
    ['States.Timeout', undefined, 'States.Timeout'],
    ['Stopped', 'by a person', 'Stopped: by a person'],
    ['RangeError', '{"errorType":"RangeError","errorMessage":"got 3","trace":[]}', 'RangeError: got 3'],
    [
      'States.TaskFailed',
      '{"StatusReason":"Host EC2 (i-1) terminated.","Container":{"ExitCode":1,"Reason":"lost"}}',
      'States.TaskFailed: Host EC2 (i-1) terminated.: lost (exit code 1)',
    ],
    ['E', '{"else":1}', 'E: {"else":1}'],
    ['E', 'null', 'E: null'],
  ])('%s, %s: %s', (error, cause, text) => expect(readableCause(error, cause)).toBe(text));
});
