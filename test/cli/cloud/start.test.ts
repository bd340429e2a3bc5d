import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HeadObjectCommand, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import 'aws-sdk-client-mock-vitest/extend';
import { beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../lib/cli/device-catalogue.ts';
import { packFolder } from '../../../lib/data/tree/pack.ts';
import { deviceCatalogue } from '../../../lib/hardware/devices/catalogue.ts';
import type { Device } from '../../../lib/hardware/devices/device.ts';
import { awsError, executionOf, outputs } from '../../remote/stack.ts';
import { folderWith, SPEC } from '../harness.ts';
import { deployedStack, type Stack, searchOn, specOf } from './world.ts';

const file = (text = SPEC) => join(folderWith({ 'a.yaml': text, 'i.idx': 'images', 'l.idx': 'labels' }), 'a.yaml');

describe('spotnas start', () => {
  let stack: Stack;
  beforeEach(async () => {
    stack = await deployedStack();
  });

  it('starts an execution named after the search, with the whole specification', async () => {
    const { code, stdout, stderr } = await stack.spotnas('start', file(), '--seed', '7');
    expect(code).toBe(0);
    expect(stack.executions.get('digits-1')!.input).toEqual({ searchId: 'digits-1', spec: { ...specOf(), seed: 7 } });
    expect(stdout).toBe(
      `search     digits-1\nexecution  ${executionOf('digits-1')}\nconsole    ` +
        `https://eu-west-1.console.aws.amazon.com/states/home?region=eu-west-1#/v2/executions/details/${executionOf('digits-1')}\n`,
    );
    expect(stderr).toBe('Watch it with: spotnas watch digits-1\n');
  });

  it('passes on what it may cost and how much runs side by side', async () => {
    const { stdout, stderr } = await stack.spotnas('start', file(), '--usd', '2.5', '--max-concurrency', '9', '--json');
    expect(stack.executions.get('digits-1')!.input).toMatchObject({ usd: 2.5, maxConcurrency: 9 });
    expect(JSON.parse(stdout)).toMatchObject({ id: 'digits-1', execution: executionOf('digits-1') });
    expect(stderr).toBe('');
  });

  it('takes along every device that the search names, but for those that only the stack has', async () => {
    const home = folderWith();
    const latencyMs = '[{ max: 9, device: there }, { max: 9 }, { max: 9, device: here }]';
    const constraints = `{ latencyMs: ${latencyMs}, energyMj: { max: 9, device: metered } }`;
    const start = () => stack.spotnas('start', file(`${SPEC}constraints: ${constraints}\n`), '--home', home);
    const there = deviceCatalogue(stack.stores.artefacts);
    await there.put({ name: 'there' } as Device);
    expect(await start()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('constraints.latencyMs[2].device: got here; allowed: none yet'),
    });
    await (await openCatalogue(home)).put({ name: 'here' } as Device);
    expect(await start()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('constraints.energyMj.device: got metered; allowed: here'),
    });
    await (await openCatalogue(home)).put({ name: 'metered' } as Device);
    expect((await start()).code).toBe(0);
    expect(await there.names()).toEqual(['here', 'metered', 'there']);
  });

  it('takes the next number after the searches of the stack', async () => {
    await searchOn(stack, 'digits-4');
    expect((await stack.spotnas('start', file(), '--json')).stdout).toContain('"digits-5"');
  });

  it('skips a number that another execution is about to take', async () => {
    stack.executions.set('digits-1', { status: 'RUNNING' });
    expect((await stack.spotnas('start', file(), '--json')).stdout).toContain('"digits-2"');
  });

  it('names the execution otherwise when an earlier one failed before the search was stored', async () => {
    stack.executions.set('mine', { status: 'FAILED' });
    const { stdout } = await stack.spotnas('start', file(), '--id', 'mine', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ id: 'mine', execution: expect.stringMatching(/:mine-[0-9a-f]{8}$/) });
  });

  it.each(['in the store', 'about to be'])('exits with 2 for an id that is taken, %s', async (where) => {
    if (where === 'in the store') await searchOn(stack, 'mine');
    stack.executions.set('mine', { status: 'RUNNING' });
    const { code, stdout, stderr } = await stack.spotnas('start', file(), '--id', 'mine');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--id: got mine, which');
    expect(stderr).toContain('allowed: an id that is free');
  });

  it('says what is wrong with the specification before AWS is asked', async () => {
    const { code, stderr } = await stack.spotnas('start', file(SPEC.replace('random', 'ranom')));
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean random?');
    expect(stack.cloudFormation.calls()).toEqual([]);
  });

  describe('with files of data', () => {
    const idx = SPEC.replace('data: mnist', 'data: { source: idx, images: i.idx, labels: l.idx }');
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const s3 = mockClient(S3Client);
    beforeEach(() => s3.reset());

    it('uploads what is not there yet, and names the objects in the specification', async () => {
      const missing = new NotFound({ message: 'none', $metadata: {} });
      s3.on(HeadObjectCommand)
        .resolves({})
        .on(HeadObjectCommand, { Key: `uploads/${digest('images')}/i.idx` })
        .rejects(missing);
      s3.on(PutObjectCommand).resolves({});
      const { code, stdout, stderr } = await stack.spotnas('start', file(idx), '--json');
      expect(code).toBe(0);
      expect(s3).toHaveReceivedCommandTimes(PutObjectCommand, 1);
      expect(s3).toHaveReceivedCommandWith(PutObjectCommand, {
        Bucket: outputs.BucketName,
        Key: `uploads/${digest('images')}/i.idx`,
        Body: Buffer.from('images'),
      });
      expect(stack.executions.get('digits-1')!.input).toMatchObject({
        spec: {
          data: {
            images: `s3://${outputs.BucketName}/uploads/${digest('images')}/i.idx`,
            labels: `s3://${outputs.BucketName}/uploads/${digest('labels')}/l.idx`,
          },
        },
      });
      expect(stderr).toMatch(/^uploading .*i\.idx \(6 B\)\n$/);
      expect(() => JSON.parse(stdout)).not.toThrow();
    });

    it('leaves addresses in S3 alone', async () => {
      const spec = SPEC.replace('data: mnist', 'data: { source: idx, images: s3://mine/i, labels: s3://mine/l }');
      await stack.spotnas('start', file(spec));
      expect(stack.executions.get('digits-1')!.input).toMatchObject({ spec: { data: { images: 's3://mine/i' } } });
      expect(s3.calls()).toEqual([]);
    });

    it('uploads a folder as an archive, which is the same data', async () => {
      const folder = folderWith();
      mkdirSync(join(folder, 'cat'));
      writeFileSync(join(folder, 'cat', '1.png'), 'picture');
      s3.on(HeadObjectCommand).rejects(new NotFound({ message: 'none', $metadata: {} }));
      s3.on(PutObjectCommand).resolves({});
      const spec = SPEC.replace('data: mnist', `data: { source: images, path: ${folder} }`);
      expect((await stack.spotnas('start', file(spec), '--json')).code).toBe(0);
      const { Key, Body } = s3.commandCalls(PutObjectCommand)[0]!.args[0].input;
      expect(Body).toEqual(await packFolder(folder));
      expect(Key).toBe(
        `uploads/${createHash('sha256')
          .update(Body as Buffer)
          .digest('hex')}/${basename(folder)}.tar`,
      );
      const address = `s3://${outputs.BucketName}/${Key}`;
      expect(stack.executions.get('digits-1')!.input).toMatchObject({ spec: { data: { path: address } } });
    });

    it('names an address that is none', async () => {
      const spec = SPEC.replace('data: mnist', 'data: { source: idx, images: s3://mine, labels: l.idx }');
      const { code, stderr } = await stack.spotnas('start', file(spec));
      expect(code).toBe(2);
      expect(stderr).toContain(
        'data.images (line 3): got "s3://mine"; allowed: the path of a file, s3://bucket/key or https://host/path',
      );
    });

    it('says which permission is missing', async () => {
      const message = 'User: arn:aws:iam::1:user/ada is not authorized to perform: s3:PutObject on resource: "arn:x"';
      s3.on(HeadObjectCommand).rejects(new NotFound({ message: 'none', $metadata: {} }));
      s3.on(PutObjectCommand).rejects(awsError('AccessDenied', message, 403));
      const { code, stderr } = await stack.spotnas('start', file(idx));
      expect(code).toBe(2);
      expect(stderr).toContain('error: AWS denies s3:PutObject');
    });
  });

  it.each([
    [
      'ExpiredTokenException',
      'The security token included in the request is expired',
      'AWS credentials: got expired ones',
    ],
    [
      'UnrecognizedClientException',
      'The security token is invalid',
      'AWS credentials: got ones that AWS does not know',
    ],
    [
      'AccessDeniedException',
      'User: arn:aws:iam::1:user/ada is not authorized to perform: states:StartExecution on resource: arn:x',
      'AWS denies states:StartExecution on arn:x to arn:aws:iam::1:user/ada',
    ],
  ])('exits with 2 on %s', async (name, message, says) => {
    stack.stepFunctions.on(StartExecutionCommand).rejects(awsError(name, message));
    const { code, stdout, stderr } = await stack.spotnas('start', file());
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: ${says}`);
  });
});
