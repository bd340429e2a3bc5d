import { beforeEach, describe, expect, it } from 'vitest';
import { executionOf } from '../../remote/stack.ts';
import { deployedStack, type Stack, searchOn } from './world.ts';

const id = 'digits-1';

describe('spotnas resume --stack', () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await deployedStack();
    await searchOn(stack, id);
  });

  it.each(['FAILED', 'ABORTED', 'TIMED_OUT'] as const)(
    'goes on in a new execution after one that is %s',
    async (status) => {
      stack.executions.get(id)!.status = status;
      const { code, stdout, stderr } = await stack.spotnas(
        'resume',
        id,
        '--stack',
        '--usd',
        '8',
        '--max-concurrency',
        '3',
      );
      expect(code).toBe(0);
      const [, [name, execution]] = [...stack.executions] as [unknown, [string, { input: unknown }]];
      expect(name).toMatch(/^digits-1-[0-9a-f]{8}$/);
      expect(execution.input).toEqual({ searchId: id, usd: 8, maxConcurrency: 3 });
      expect(stdout).toContain(`execution  ${executionOf(name)}`);
      expect(stderr).toBe('Watch it with: spotnas watch digits-1\n');
    },
  );

  it('goes on when AWS has forgotten the execution', async () => {
    stack.executions.clear();
    const { code, stdout } = await stack.spotnas('resume', id, '--stack', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id, execution: expect.stringContaining(':digits-1-') });
  });

  it('watches, and takes the failure that was before for what it is', async () => {
    const { executions, stores, future } = stack;
    executions.get(id)!.status = 'FAILED';
    await stores.trials.setSearchStatus(id, 'failed', 'NoTrialCompleted: all failed');
    future.push(
      () => {},
      async () => {
        await stores.trials.holdSearch(id, { execution: executionOf([...executions.keys()][1]!) });
      },
      () => stores.trials.setSearchStatus(id, 'failed', 'NoTrialCompleted: all failed again'),
    );
    const { code, stderr } = await stack.spotnas('resume', id, '--stack', '--watch');
    expect(code).toBe(1);
    expect(stderr).toContain('digits-1: waiting for AWS to begin');
    expect(stderr).toContain('failed: NoTrialCompleted: all failed again');
  });

  it('exits with 2 for a search that is running', async () => {
    const { code, stdout, stderr } = await stack.spotnas('resume', id, '--stack');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      `id: got digits-1, which is running (${executionOf(id)}); allowed: a search that nothing runs`,
    );
    expect(stack.executions.size).toBe(1);
  });

  it('exits with 2 for one that is complete', async () => {
    await stack.stores.trials.setSearchStatus(id, 'complete');
    stack.executions.get(id)!.status = 'SUCCEEDED';
    const { code, stderr } = await stack.spotnas('resume', id, '--stack');
    expect(code).toBe(2);
    expect(stderr).toContain('id: got digits-1, which is complete');
  });

  it.each([
    [['resume', id, '--usd', '8'], '--usd: got it without --stack'],
    [['resume', id, '--watch'], '--watch: got it without --stack'],
    [['resume', id, '--stack', '--workers', '2'], "cannot be used with option '--workers <n>'"],
    [['resume', id, '--stack', '--usd', '0'], 'Allowed: a number above 0.'],
    [['resume', id, '--stack', '--usd', 'much'], 'Allowed: a number above 0.'],
  ])('%j: exit code 2', async (argv, says) => {
    const { code, stderr } = await stack.spotnas(...argv);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});
