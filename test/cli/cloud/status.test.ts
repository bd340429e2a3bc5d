import { beforeEach, describe, expect, it } from 'vitest';
import { executionOf } from '../../remote/stack.ts';
import { SPEC } from '../harness.ts';
import { chargeOf, completeOn, deployedStack, leaseOn, proposeOn, type Stack, searchOn } from './world.ts';

const id = 'digits-1';

describe('searches on AWS', () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await deployedStack();
    await searchOn(stack, id, SPEC.replace('trials: 4', 'trials: 4, usd: 5'));
    await proposeOn(stack, id, [1, 2, 3]);
    await completeOn(stack, id, 1, 0.97);
    await leaseOn(stack, id, 2);
    await stack.stores.ledger.pay(id, chargeOf({ attempt: 'job-0#1', state: 'ended', usd: 0.1 }));
    await stack.stores.ledger.pay(id, chargeOf());
    const { machine } = chargeOf();
    const onDemand = chargeOf({ attempt: 'job-2#1', machine: { ...machine, instance: 'i-2', purchase: 'on-demand' } });
    await stack.stores.ledger.pay(id, onDemand);
    const dead = chargeOf({
      attempt: 'job-3#1',
      since: '2026-01-01T00:00:00Z',
      machine: { ...machine, instance: 'i-3' },
    });
    await stack.stores.ledger.pay(id, dead);
  });

  it('spotnas status shows states, money, machines and the execution', async () => {
    const { code, stdout, stderr } = await stack.spotnas('status', id, '--stack');
    expect(code).toBe(0);
    expect(stdout).toContain('status     running\n');
    expect(stdout).toContain('trials     1 of 4 trials done, generation 1\n');
    expect(stdout).toContain('spent      $1.36 of $5.00 for machines\n');
    expect(stdout).toContain('machines   1 spot, 1 on-demand\n');
    expect(stdout).toContain(`execution  RUNNING, ${executionOf(id)}\n`);
    expect(stdout).toMatch(/1 +97\.0 % +1\.50 ms/);
    expect(stderr).toBe('Watch it with: spotnas watch digits-1\n');
  });

  it('spotnas status is one JSON document with --json', async () => {
    const { stdout, stderr } = await stack.spotnas('status', id, '--stack', 'Mine', '--region', 'eu-west-1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      id,
      status: 'running',
      done: 1,
      execution: { status: 'RUNNING', arn: executionOf(id) },
      console: expect.stringContaining(executionOf(id)),
      spentUsd: 1.36,
      limitUsd: 5,
      machines: { spot: 1, onDemand: 1 },
    });
    expect(stderr).toBe('');
  });

  it('spotnas status says that a search was stopped, and how to go on', async () => {
    Object.assign(stack.executions.get(id)!, { status: 'ABORTED', error: 'Stopped', cause: 'by a person' });
    const { stdout, stderr } = await stack.spotnas('status', id, '--stack', 'Mine', '--region', 'eu-west-1');
    expect(stdout).toContain('status     stopped: Stopped: by a person\n');
    expect(stderr).toBe('Go on with: spotnas resume digits-1 --stack Mine --region eu-west-1\n');
  });

  it('spotnas list shows every search with what it cost', async () => {
    await searchOn(stack, 'other-1');
    stack.executions.get('other-1')!.status = 'FAILED';
    const { code, stdout } = await stack.spotnas('list', '--stack');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'id        status   trials    best  spent',
      'digits-1  running  1 of 4  97.0 %  $1.36 of $5.00',
      'other-1   failed   0 of 4          $0.00',
      '',
    ]);
    const { stdout: json } = await stack.spotnas('list', '--stack', '--json');
    expect(JSON.parse(json)).toMatchObject([
      { id, spentUsd: 1.36 },
      { id: 'other-1', status: 'failed' },
    ]);
  });

  it('spotnas list is empty where nothing ran', async () => {
    const empty = await deployedStack();
    expect(await empty.spotnas('list', '--stack', '--json')).toMatchObject({ code: 0, stdout: '[]\n' });
    expect(await empty.spotnas('list', '--stack')).toMatchObject({
      stdout: '',
      stderr: 'no searches in stack Spotnas\n',
    });
  });

  it.each([
    [['status', 'digits-9', '--stack'], 'id: got digits-9; allowed: digits-1'],
    [['status', id, '--region', 'eu-west-1'], '--region: got it without --stack'],
    [
      ['status', id, '--stack', 'Spotnas', '--home', '.'],
      "option '--stack [name]' cannot be used with option '--home <dir>'",
    ],
    [['list', '--region', 'eu-west-1'], '--region: got it without --stack'],
  ])('%j: exit code 2', async (argv, says) => {
    const { code, stdout, stderr } = await stack.spotnas(...argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('spotnas status says that a search begins, or why it could not', async () => {
    stack.executions.set('new-1', { status: 'RUNNING' });
    expect((await stack.spotnas('status', 'new-1', '--stack')).stderr).toContain('AWS is about to begin it');
    Object.assign(stack.executions.get('new-1')!, { status: 'FAILED', error: 'RangeError', cause: 'usd: got -1' });
    const { code, stderr } = await stack.spotnas('status', 'new-1', '--stack');
    expect(code).toBe(2);
    expect(stderr).toContain('search new-1: its execution ended before it began: RangeError: usd: got -1');
  });
});
