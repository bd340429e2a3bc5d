import { join } from 'node:path';
import { BatchClient, DescribeJobsCommand, SubmitJobCommand, TerminateJobCommand } from '@aws-sdk/client-batch';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, describe, expect, it } from 'vitest';
import { operatorsOf } from '../../../lib/hardware/operators.ts';
import type { ProfileRequest } from '../../../lib/hardware/profile-request.ts';
import type { Network } from '../../../lib/network/network.ts';
import { profileRequestKey, profileTimesKey } from '../../../lib/trial/keys.ts';
import { awsError, outputs, stackOf } from '../../remote/stack.ts';
import { folderWith, SPEC, spotnas } from '../harness.ts';
import { deployedStack, type Stack } from './world.ts';

const batch = mockClient(BatchClient);
const c7i = { queue: 'arn:queue', definition: 'arn:definition:3' };
const workMs = (network: Network) => 0.1 + operatorsOf(network).reduce((sum, { macs }) => sum + 0.01 + macs / 1e7, 0);

let folder: string;
let stack: Stack;
let asked: ProfileRequest | undefined;

beforeEach(async () => {
  folder = folderWith({ 'a.yaml': SPEC });
  stack = await deployedStack();
  stack.cloudFormation
    .on(DescribeStacksCommand)
    .resolves({ Stacks: [stackOf({ ...outputs, ProfileQueues: JSON.stringify({ 'c7i.large': c7i }) })] });
  asked = undefined;
  batch.reset();
  batch.on(SubmitJobCommand).resolves({ jobId: 'job-1' });
  batch.on(TerminateJobCommand).resolves({});
});

const job = (status: string, more: object = {}) => ({ jobs: [{ jobId: 'job-1', status, ...more }] }) as object;

/** What the container does: it reads the request that its job names and leaves the times beside it. */
async function measures() {
  const [call] = batch.commandCalls(SubmitJobCommand);
  const [{ value }] = call!.args[0].input.containerOverrides!.environment as [{ value: string }];
  const id = value.replace('profile:', '');
  asked = JSON.parse(new TextDecoder().decode(await stack.stores.artefacts.get(profileRequestKey(id))));
  const times = { ms: asked!.networks.map(workMs), engine: 'graph/cpu, threads: 1, on c7i.large' };
  await stack.stores.artefacts.put(profileTimesKey(id), new TextEncoder().encode(JSON.stringify(times)));
}

const profile = (...more: readonly string[]) =>
  stack.spotnas(
    ...['profile', '--device', 'my-c7i', '--spec', join(folder, 'a.yaml'), '--home', join(folder, 'home')],
    ...['--architectures', '16', '--rounds', '4', ...more],
  );
const devices = async () =>
  JSON.parse((await spotnas(['devices', 'list', '--home', join(folder, 'home'), '--json'])).stdout);
const leftThere = () => stack.stores.artefacts.list('profiles/');

describe('spotnas profile --on stack', () => {
  it('has a job of the stack measure, says how far it is, and puts the device into the catalogue', async () => {
    batch
      .on(DescribeJobsCommand, { jobs: ['job-1'] })
      .resolvesOnce({ jobs: [] })
      .resolvesOnce(job('RUNNABLE', { statusReason: 'no capacity' }))
      .resolvesOnce(job('STARTING'))
      .resolvesOnce(job('RUNNING'))
      .resolvesOnce(job('RUNNING'))
      .resolves(job('SUCCEEDED'));
    stack.future.push(...Array.from({ length: 4 }, () => () => {}), measures);
    const { code, stdout, stderr } = await profile('--on', 'stack', '--instance', 'c7i.large', '--json');
    expect(code, stderr).toBe(0);
    expect(stderr).toBe(
      'waiting for c7i.large\nwaiting for c7i.large: no capacity\nc7i.large starts the container\nmeasuring on c7i.large\n',
    );
    expect(batch).toHaveReceivedCommandTimes(SubmitJobCommand, 1);
    expect(batch).toHaveReceivedCommandWith(SubmitJobCommand, {
      jobName: 'profile-c7i-large',
      jobQueue: c7i.queue,
      jobDefinition: c7i.definition,
    });
    expect(batch).not.toHaveReceivedCommand(TerminateJobCommand);
    expect(asked).toMatchObject({ rounds: 4, threads: 1 });
    expect(JSON.parse(stdout)).toMatchObject({ name: 'my-c7i', measurements: 16, check: { networks: 8, within10: 1 } });
    expect(await devices()).toEqual([JSON.parse(stdout)]);
    expect(await leftThere()).toEqual([]);
  });

  it('is meant when an instance is given', async () => {
    batch.on(DescribeJobsCommand).resolvesOnce(job('RUNNING')).resolves(job('SUCCEEDED'));
    stack.future.push(measures);
    expect((await profile('--instance', 'c7i.large', '--threads', 'all')).code).toBe(0);
    expect(asked).toMatchObject({ threads: 'all' });
  });

  it.each([
    [
      job('FAILED', { statusReason: 'Essential container exited', container: { exitCode: 1, logStreamName: 'cpu/1' } }),
      'the job job-1 failed (Essential container exited, exit code 1); ' +
        'aws logs tail spotnas-trainers --log-stream-names cpu/1 --since 1d shows its log\n',
    ],
    [
      job('FAILED', { statusReason: 'MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT' }),
      'the job job-1 failed (MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT); its container never ran, so there is no log\n',
    ],
    [job('SUCCEEDED'), 'the job job-1 ended without times\n'],
  ])('exits with 1 when the job ends so: %j', async (ending, message) => {
    batch.on(DescribeJobsCommand).resolves(ending);
    const { code, stdout, stderr } = await profile('--instance', 'c7i.large');
    expect([code, stdout, stderr]).toEqual([1, '', `error: ${message}`]);
    expect(await devices()).toEqual([]);
    expect(await leftThere()).toEqual([]);
  });

  it('ends the job on Ctrl-C and keeps nothing', async () => {
    batch.on(DescribeJobsCommand).resolves(job('RUNNING'));
    stack.future.push(() => void process.emit('SIGINT'));
    const { code, stderr } = await profile('--instance', 'c7i.large');
    expect([code, stderr.split('\n').slice(-3)]).toEqual([
      130,
      ['stopping', 'stopped; AWS ends the job, and nothing was kept', ''],
    ]);
    expect(batch).toHaveReceivedCommandWith(TerminateJobCommand, {
      jobId: 'job-1',
      reason: 'spotnas waits for it no longer',
    });
    expect(await devices()).toEqual([]);
    expect(await leftThere()).toEqual([]);
  });

  it('names the job where it cannot be ended', async () => {
    batch.on(DescribeJobsCommand).resolves(job('RUNNING'));
    batch.on(TerminateJobCommand).rejects(awsError('AccessDenied', 'no', 403));
    stack.future.push(() => void process.emit('SIGINT'));
    const { code, stderr } = await profile('--instance', 'c7i.large');
    expect([code, stderr]).toEqual([1, expect.stringContaining('error: the job job-1 may still run: no\n')]);
  });

  it('ends the job when it cannot be looked at', async () => {
    batch.on(DescribeJobsCommand).rejects(awsError('AccessDenied', 'no', 403));
    expect((await profile('--instance', 'c7i.large')).code).toBe(2);
    expect(batch).toHaveReceivedCommandTimes(TerminateJobCommand, 1);
  });

  it.each([
    [
      ['--instance', 'm7i.large'],
      '--instance: got m7i.large; allowed: c7i.large ' +
        '(npx cdk deploy -c profileTypes=c7i.large,m7i.large allows another)',
    ],
    [
      ['--on', 'stack'],
      '--instance: got nothing; allowed: c7i.large ' + '(npx cdk deploy -c profileTypes=c7i.large,TYPE allows another)',
    ],
  ])('refuses %j', async (more, message) => {
    const { code, stderr } = await profile(...more);
    expect([code, stderr]).toEqual([2, `error: ${message}\n`]);
    expect(batch).not.toHaveReceivedCommand(SubmitJobCommand);
  });

  it('says how to deploy where no type is', async () => {
    stack.cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stackOf()] });
    const { code, stderr } = await profile('--instance', 'c7i.large');
    expect([code, stderr]).toEqual([
      2,
      'error: --instance: got c7i.large; allowed: none yet in stack Spotnas ' +
        '(npx cdk deploy -c profileTypes=c7i.large allows another)\n',
    ]);
  });
});
