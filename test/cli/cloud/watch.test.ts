import { join } from 'node:path';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import { awsError, executionOf } from '../../remote/stack.ts';
import { folderWith, SPEC } from '../harness.ts';
import { chargeOf, completeOn, deployedStack, leaseOn, proposeOn, type Stack, searchOn } from './world.ts';

const id = 'digits-1';

/** One generation of two trials, one finalist. */
const text = SPEC.replace('trials: 4', 'trials: 2').concat('generation: 2\nfinalists: { count: 1 }\n');

/** The rest of a search, step by step. */
const course = (stack: Stack) => {
  const { stores, executions } = stack;
  return [
    () => proposeOn(stack, id, [1, 2]),
    async () => {
      await leaseOn(stack, id, 1);
      await stores.ledger.pay(id, chargeOf());
    },
    async () => {
      await completeOn(stack, id, 1, 0.95);
      await stores.trials.lease({ searchId: id, number: 2 }, 'attempt');
      await stores.trials.fail({ searchId: id, number: 2 }, 'attempt', 'the loss is NaN');
    },
    async () => {
      const [first] = await stores.trials.list(id);
      await proposeOn(stack, id, [3], { kind: 'final', generation: 2, ...pick(first!) });
      await stores.ledger.pay(id, chargeOf({ state: 'ended', seconds: 1800, usd: 0.21 }));
    },
    async () => {
      await completeOn(stack, id, 3, 0.97, { testAccuracy: 0.96 });
      await stores.trials.setSearchStatus(id, 'complete');
      executions.get(id)!.status = 'SUCCEEDED';
    },
  ];
};
const pick = ({ architecture, architectureId }: { architecture: object; architectureId: string }) =>
  ({ architecture, architectureId }) as object;

describe('spotnas watch', () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await deployedStack();
  });

  it('shows a search as it goes on and ends with its summary', async () => {
    await searchOn(stack, id, text);
    stack.future.push(...course(stack));
    const { code, stdout, stderr } = await stack.spotnas('watch', id);
    expect(stderr.split('\n')).toEqual([
      'watching digits-1: 2 trials of nasbench201',
      'reading the data and measuring the device',
      'generation 1',
      'machines: 1 spot; spent $0.42',
      'trial 1: 95.0 %, 1.50 ms (1 of 2), best trial 1: 95.0 %, 1.50 ms',
      'trial 2: failed: the loss is NaN (2 of 2)',
      'retraining the best: 1 from scratch',
      'machines: none; spent $0.21',
      'trial 3: 97.0 %, 1.50 ms (1 of 1), best trial 1: 95.0 %, 1.50 ms',
      '',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/1 +95\.0 % +96\.0 % +1\.50 ms +4,321/);
    expect(stdout).toContain('report');
    expect(stdout).toContain(`searches/${id}/best/model.json`);
  });

  it('prints one JSON document with --json', async () => {
    await searchOn(stack, id, text);
    for (const step of course(stack)) await step();
    const { stdout } = await stack.spotnas('watch', id, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ id, best: { number: 1, testScore: 0.96 }, weightsHash: 'abc' });
  });

  it('follows a search from its start, and from execution to execution', async () => {
    const { executions, stores } = stack;
    stack.future.push(
      () => searchOn(stack, id, text),
      ...course(stack).slice(0, 2),
      () => (executions.get(id)!.status = 'SUCCEEDED'),
      async () => {
        executions.set(`${id}-next`, { status: 'RUNNING' });
        await stores.trials.holdSearch(id, { execution: executionOf(`${id}-next`) });
      },
      ...course(stack).slice(2),
    );
    const file = join(folderWith({ 'a.yaml': text }), 'a.yaml');
    const { code, stdout, stderr } = await stack.spotnas('start', file, '--watch', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id, weightsHash: 'abc' });
    expect(stderr).toContain(`execution  ${executionOf(id)}`);
    expect(stderr).toContain('digits-1: waiting for AWS to begin');
    expect(stderr).toContain('watching digits-1');
  });

  it('exits with 1 when the search fails, and says why', async () => {
    await searchOn(stack, id);
    stack.future.push(() => stack.stores.trials.setSearchStatus(id, 'failed', 'NoTrialCompleted: all 4 trials failed'));
    const { code, stdout, stderr } = await stack.spotnas('watch', id);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('error: search digits-1 failed: NoTrialCompleted: all 4 trials failed');
  });

  it('exits with 1 when the execution fails before the search is stored', async () => {
    const cause = JSON.stringify({ errorType: 'RangeError', errorMessage: 'usd: got -1; allowed: a number above 0' });
    stack.executions.set(id, { status: 'FAILED', error: 'RangeError', cause });
    const { code, stderr } = await stack.spotnas('watch', id);
    expect(code).toBe(1);
    expect(stderr).toBe('error: search digits-1 failed: RangeError: usd: got -1; allowed: a number above 0\n');
  });

  it('exits with 1 when somebody stops the search', async () => {
    await searchOn(stack, id);
    stack.future.push(() => Object.assign(stack.executions.get(id)!, { status: 'ABORTED', cause: 'enough' }));
    const { code, stderr } = await stack.spotnas('watch', id);
    expect(code).toBe(1);
    expect(stderr).toContain('search digits-1 was stopped: enough; go on with: spotnas resume digits-1 --stack');
  });

  it('does not wait for ever for an execution that takes over', async () => {
    await searchOn(stack, id);
    stack.executions.get(id)!.status = 'SUCCEEDED';
    stack.future.push(...Array.from({ length: 100 }, () => () => {}));
    const { code, stderr } = await stack.spotnas('watch', id);
    expect(code).toBe(1);
    expect(stderr).toContain('has ended and none has taken over');
  });

  it('only stops to watch on Ctrl-C, says so and exits with 130', async () => {
    await searchOn(stack, id);
    stack.future.push(() => process.emit('SIGINT'));
    const { code, stdout, stderr } = await stack.spotnas('watch', id);
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toContain('stopped watching; digits-1 goes on. Watch it again: spotnas watch digits-1.');
    expect(stderr).toContain('Stop it: spotnas stop digits-1');
    expect(stack.executions.get(id)!.status).toBe('RUNNING');
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('goes on when the network does', async () => {
    await searchOn(stack, id);
    const lost = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    stack.future.push(
      () => stack.stepFunctions.on(DescribeExecutionCommand).rejects(lost),
      () => stack.stepFunctions.on(DescribeExecutionCommand).resolves({ status: 'RUNNING' }),
      () => stack.stores.trials.setSearchStatus(id, 'failed', 'enough'),
    );
    const { code, stderr } = await stack.spotnas('watch', id);
    expect(code).toBe(1);
    expect(stderr).toContain('AWS cannot be reached (getaddrinfo ENOTFOUND)');
    expect(stderr).toContain('search digits-1 failed: enough');
  });

  it('exits with 2 when credentials expire', async () => {
    await searchOn(stack, id);
    const expired = awsError('ExpiredTokenException', 'expired');
    stack.future.push(() => stack.stepFunctions.on(DescribeExecutionCommand).rejects(expired));
    const { code, stderr } = await stack.spotnas('watch', id);
    expect(code).toBe(2);
    expect(stderr).toContain('error: AWS credentials: got expired ones');
  });

  it('exits with 2 for a search that is not there, and names those that are', async () => {
    await searchOn(stack, id);
    const { code, stderr } = await stack.spotnas('watch', 'digits-9');
    expect(code).toBe(2);
    expect(stderr).toContain('id: got digits-9; allowed: digits-1 (searches of stack Spotnas)');
  });
});
