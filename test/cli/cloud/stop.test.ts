import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, describe, expect, it } from 'vitest';
import { executionOf } from '../../remote/stack.ts';
import { deployedStack, type Stack, searchOn } from './world.ts';

const id = 'digits-1';

describe('spotnas stop', () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await deployedStack();
    await searchOn(stack, id);
    stack.future.push(() => {});
  });

  it('ends the execution and says what becomes of the jobs', async () => {
    const { code, stdout, stderr } = await stack.spotnas('stop', id);
    expect(code).toBe(0);
    expect(stack.stepFunctions).toHaveReceivedCommandWith(StopExecutionCommand, {
      executionArn: executionOf(id),
      error: 'Stopped',
      cause: 'stopped by a person with spotnas stop',
    });
    expect(stdout).toBe(`search     digits-1\nstatus     stopped\nexecution  ABORTED, ${executionOf(id)}\n`);
    expect(stderr).toContain('AWS is terminating its jobs');
    expect(stderr).toContain('Go on with: spotnas resume digits-1 --stack\n');
  });

  it('prints one JSON document with --json', async () => {
    const { stdout } = await stack.spotnas('stop', id, '--json');
    expect(JSON.parse(stdout)).toEqual({ id, status: 'stopped', execution: executionOf(id) });
  });

  it('follows a search that goes over to another execution meanwhile', async () => {
    const { executions, stores, future } = stack;
    executions.get(id)!.status = 'SUCCEEDED';
    future.unshift(async () => {
      executions.set(`${id}-next`, { status: 'RUNNING' });
      await stores.trials.holdSearch(id, { execution: executionOf(`${id}-next`) });
    });
    const { stdout } = await stack.spotnas('stop', id, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ execution: executionOf(`${id}-next`) });
    expect(executions.get(`${id}-next`)!.status).toBe('ABORTED');
  });

  it('stops a search that has not come as far as the store', async () => {
    stack.executions.set('new-1', { status: 'RUNNING' });
    expect((await stack.spotnas('stop', 'new-1')).code).toBe(0);
    expect(stack.executions.get('new-1')!.status).toBe('ABORTED');
  });

  it('exits with 1 when the execution does not end', async () => {
    stack.stepFunctions.on(StopExecutionCommand).resolves({});
    stack.future.push(...Array.from({ length: 100 }, () => () => {}));
    const { code, stderr } = await stack.spotnas('stop', id);
    expect(code).toBe(1);
    expect(stderr).toContain('has not done so in 3 minutes');
  });

  it('exits with 2 for a search that does not run', async () => {
    stack.executions.get(id)!.status = 'ABORTED';
    const { code, stdout, stderr } = await stack.spotnas('stop', id);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('id: got digits-1, which is stopped; allowed: a search that runs');
    expect((await stack.spotnas('stop', 'digits-9')).stderr).toContain('id: got digits-9; allowed: digits-1');
  });
});
