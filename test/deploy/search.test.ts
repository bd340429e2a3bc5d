import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeAll, expect, it, vi } from 'vitest';
import { parseS3Address } from '../../lib/data/s3-address.ts';
import { describeEngine } from '../../lib/engine/load.ts';
import type { Check } from '../../lib/remote/doctor/check.ts';
import { tinySpec } from '../local/search.ts';
import { iam, invoke } from './ask.ts';
import { DeployedStack } from './stack.ts';
import { deploy, describeAccount } from './suite.ts';

const wrong = { name: 'wrong', data: 'mnist', space: 'mobile', strategy: 'random', budget: { trials: 0 } };

await describeAccount('spotnas on a deployed stack', (account) => {
  let outputs: Record<string, string>;
  let resources: Awaited<ReturnType<DeployedStack['resources']>>;

  /** The one logical id that begins so. */
  const idOf = (start: string, type: string) =>
    Object.entries(resources).find(([id, resource]) => id.startsWith(start) && resource.type === type)![0];

  const strategy = () => resources[idOf('FunctionsStrategy', 'AWS::Lambda::Function')]!.id;

  const doctor = async () => {
    const { code, stdout } = await account().spotnas('doctor', '--json');
    const checks = JSON.parse(stdout) as readonly Check[];
    const named = (wanted: Check['result']) => checks.filter(({ result }) => result === wanted).map(({ name }) => name);
    return { code, failed: named('failed'), warnings: named('warning') };
  };
  const spotnas = async (...args: string[]) => {
    const { code, stdout, stderr } = await account().spotnas(...args, '--json');
    if (code !== 0) throw new Error(`spotnas ${args.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    await deploy(account());
    const stack = new DeployedStack(account());
    ({ outputs } = await stack.describe());
    resources = await stack.resources();
  });

  it('is examined by the doctor, who misses the images and nothing else', async () => {
    // ministack knows no quotas.
    const quotas = ['GPU spot', 'GPU on-demand', 'CPU spot', 'CPU on-demand'].map((name) => `quota of ${name}`);
    expect(await doctor()).toEqual({ code: 1, failed: ['image for GPUs', 'image for CPUs'], warnings: quotas });
    for (const uri of [outputs.GpuImageUri!, outputs.CpuImageUri!]) {
      const [, repositoryName, imageTag] = /\/([^:]+):(.+)$/.exec(uri)!;
      const put = new PutImageCommand({ repositoryName, imageTag, imageManifest: '{"schemaVersion":2}' });
      await new ECRClient(account().client).send(put);
    }
    expect(await doctor()).toEqual({ code: 0, failed: [], warnings: quotas });
  });

  it('refuses a bad specification, in Lambda and in Step Functions', async () => {
    const event = { step: 'initialise', execution: 'none', name: 'none', input: { spec: wrong }, targets: {} };
    expect(await invoke(account(), strategy(), event)).toMatchObject({
      errorType: 'SpecificationError',
      errorMessage: expect.stringMatching(/budget\.trials.*got 0/),
    });

    const sfn = new SFNClient(account().client);
    const input = JSON.stringify({ searchId: 'wrong', spec: wrong });
    const start = new StartExecutionCommand({ stateMachineArn: outputs.StateMachineArn, name: 'wrong', input });
    const describe = new DescribeExecutionCommand(await sfn.send(start));
    await vi.waitFor(async () => expect((await sfn.send(describe)).status).not.toBe('RUNNING'), 20_000);
    const { status, error, cause } = await sfn.send(describe);
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'SpecificationError' });
    expect(cause).toMatch(/budget\.trials.*got 0/);
    expect(await spotnas('list', '--stack')).toEqual([]);
  });

  it('starts, lists, shows and stops a search for which there is no machine', async () => {
    expect(await spotnas('start', 'examples/digits.yaml', '--usd', '2')).toMatchObject({ id: 'digits-1' });
    await vi.waitFor(async () => expect(await spotnas('list', '--stack')).toHaveLength(1), 30_000);
    const shown = await spotnas('status', 'digits-1', '--stack');
    expect(shown).toMatchObject({ id: 'digits-1', status: 'running', spentUsd: 0, limitUsd: 2 });
    expect(await spotnas('stop', 'digits-1')).toMatchObject({ id: 'digits-1', status: 'stopped' });
    const { stderr } = await account().spotnas('logs', 'digits-1');
    expect(stderr).toContain('Terminated by Step Functions');
  });

  // The stack's CPU trainers are native TensorFlow: where this computer has none, theirs would be other results.
  it.skipIf(describeEngine().fingerprint !== 'graph/tensorflow-2.21.0-cpu')(
    'searches to the end, every role with its own rights alone',
    { timeout: 180_000 },
    async () => {
      const spec = join(account().folder, 'tiny.json');
      writeFileSync(spec, tinySpec({ budget: { trials: 2 }, generation: 2, compute: { device: 'cpu' } }));
      account().bringMachines();
      await spotnas('start', spec);
      const seen = await vi.waitFor(
        async () => {
          const shown = await spotnas('status', 'tiny-1', '--stack');
          expect(shown.status).not.toBe('running');
          return shown;
        },
        { timeout: 150_000, interval: 2000 },
      );
      expect(seen, account().trainerLogs()).toMatchObject({
        status: 'complete',
        done: 2,
        execution: { status: 'SUCCEEDED' },
      });
      expect(seen.leaderboard[0].testScore).toBeGreaterThan(0.5);
      for (const path of [seen.report, seen.model]) {
        const { bucket: Bucket, key: Key } = parseS3Address(path)!;
        await new S3Client(account().client).send(new HeadObjectCommand({ Bucket, Key }));
      }
    },
  );

  it('is refused what its policy does not grant', async () => {
    const role = resources[idOf('FunctionsStrategyRole', 'AWS::IAM::Role')]!.id;
    const [, PolicyName = ''] =
      /<member>(.*?)<\/member>/.exec(await iam(account(), 'ListRolePolicies', { RoleName: role })) ?? [];
    await iam(account(), 'DeleteRolePolicy', { RoleName: role, PolicyName });
    const event = { step: 'report', state: { searchId: 'tiny-1' } };
    expect(await invoke(account(), strategy(), event)).toMatchObject({
      errorType: 'AccessDeniedException',
      errorMessage: expect.stringMatching(/not authorized to perform: dynamodb:GetItem/),
    });
  });
});
