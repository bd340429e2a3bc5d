import { BatchClient, DescribeComputeEnvironmentsCommand, DescribeJobQueuesCommand } from '@aws-sdk/client-batch';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeImagesCommand, ECRClient, ImageNotFoundException } from '@aws-sdk/client-ecr';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Check } from '../../../lib/remote/doctor/check.ts';
import { ACCOUNT, awsError, executionOf, outputs, REGION, stackOf } from '../../remote/stack.ts';
import { command } from '../harness.ts';

const sts = mockClient(STSClient);
const ssm = mockClient(SSMClient);
const cloudFormation = mockClient(CloudFormationClient);
const quotas = mockClient(ServiceQuotasClient);
const batch = mockClient(BatchClient);
const ecr = mockClient(ECRClient);
const stepFunctions = mockClient(SFNClient);

const queue = { jobQueueName: 'Queue', jobQueueArn: 'arn', priority: 1, state: 'ENABLED', status: 'VALID' } as const;
const environment = {
  computeEnvironmentName: 'Spot',
  computeEnvironmentArn: 'arn',
  state: 'ENABLED',
  status: 'VALID',
  computeResources: { type: 'SPOT', maxvCpus: 256, subnets: [] as string[] },
} as const;
const order = { computeEnvironmentOrder: [{ order: 1, computeEnvironment: 'Spot' }] };

/** An account in which everything is well; a test breaks one thing. */
beforeEach(() => {
  vi.stubEnv('AWS_REGION', REGION);
  for (const sdk of [sts, ssm, cloudFormation, quotas, batch, ecr, stepFunctions]) sdk.reset();
  sts.on(GetCallerIdentityCommand).resolves({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:user/ada` });
  ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '28' } });
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stackOf()] });
  quotas.on(GetServiceQuotaCommand).resolves({ Quota: { Value: 64 } });
  batch.on(DescribeJobQueuesCommand).resolves({ jobQueues: [{ ...queue, ...order }] });
  batch.on(DescribeComputeEnvironmentsCommand).resolves({ computeEnvironments: [environment] });
  ecr.on(DescribeImagesCommand).resolves({
    imageDetails: [{ imageSizeInBytes: 4.1e9, imagePushedAt: new Date('2026-11-20') }],
  });
  stepFunctions.on(ListExecutionsCommand).resolves({ executions: [] });
});
afterEach(() => void vi.unstubAllEnvs());

const doctor = (...argv: readonly string[]) => command(['doctor', ...argv], {});
const checkOf = async (name: string): Promise<Check> =>
  (JSON.parse((await doctor('--json')).stdout) as Check[]).find((check) => check.name === name)!;

describe('spotnas doctor', () => {
  it('finds everything well', async () => {
    const { code, stdout, stderr } = await doctor();
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'a search on AWS can run\n' });
    expect(stdout).toBe(`ok  region                  eu-west-1
ok  credentials             arn:aws:iam::123456789012:user/ada
ok  CDK bootstrap           version 28
ok  quota of GPU spot       64 vCPUs, 16 GPU trainers side by side
ok  quota of GPU on-demand  64 vCPUs, 16 GPU trainers side by side
ok  quota of CPU spot       64 vCPUs, 32 CPU trainers side by side
ok  quota of CPU on-demand  64 vCPUs, 32 CPU trainers side by side
ok  stack                   Spotnas is CREATE_COMPLETE
ok  outputs                 all there
ok  queue of GPU spot       ready, up to 256 vCPUs
ok  queue of GPU on-demand  ready, up to 256 vCPUs
ok  queue of CPU spot       ready, up to 256 vCPUs
ok  queue of CPU on-demand  ready, up to 256 vCPUs
ok  image for GPUs          4.1 GB, pushed 2026-11-20
ok  image for CPUs          4.1 GB, pushed 2026-11-20
ok  recent executions       none failed in 7 days
`);
  });

  it('looks at the queues of instance types to be measured, too', async () => {
    const ProfileQueues = JSON.stringify({ 'c7i.large': { queue: 'arn:c7i', definition: 'arn:job' } });
    cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stackOf({ ...outputs, ProfileQueues })] });
    batch.on(DescribeJobQueuesCommand, { jobQueues: ['arn:c7i'] }).resolves({
      jobQueues: [{ ...queue, ...order, state: 'DISABLED' }],
    });
    expect(await checkOf('queue of c7i.large')).toMatchObject({
      result: 'failed',
      found: 'the queue is VALID and DISABLED',
    });
    expect(await checkOf('queue of CPU spot')).toMatchObject({ result: 'ok' });
  });

  it('fails without a quota for GPUs and gives the command that asks for one', async () => {
    quotas.on(GetServiceQuotaCommand, { QuotaCode: 'L-3819A6DF' }).resolves({ Quota: { Value: 0 } });
    const { code, stdout, stderr } = await doctor('--region', REGION);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^failed +quota of GPU spot +0 vCPUs, a GPU trainer needs 4$/m);
    expect(stdout).toContain(`What to do
quota of GPU spot:
  aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-3819A6DF --desired-value 64 --region eu-west-1
`);
    expect(stderr).toBe('error: 1 of 16 checks failed: quota of GPU spot\n');
  });

  it('warns of a missing quota that is needed sometimes, which is no failure', async () => {
    const none = new NoSuchResourceException({ message: 'none', $metadata: {} });
    quotas.on(GetServiceQuotaCommand, { QuotaCode: 'L-DB2E81BA' }).rejects(none);
    quotas.on(GetAWSDefaultServiceQuotaCommand, { QuotaCode: 'L-DB2E81BA' }).resolves({ Quota: { Value: 0 } });
    const { code, stdout } = await doctor();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^warning +quota of GPU on-demand +0 vCPUs, a GPU trainer needs 4: work whose spot/m);
  });

  it('stops where there are no credentials', async () => {
    sts.on(GetCallerIdentityCommand).rejects(awsError('ExpiredToken', 'The security token is expired'));
    const { code, stdout, stderr } = await doctor('--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { name: 'region', result: 'ok' },
      { name: 'credentials', result: 'failed', found: expect.stringContaining('expired'), todo: expect.any(String) },
    ]);
    expect(stderr).toBe('error: 1 of 2 checks failed: credentials\n');
  });

  it.each<[string, () => unknown, Partial<Check>]>([
    [
      'CDK bootstrap',
      () => {
        ssm.on(GetParameterCommand).rejects(new ParameterNotFound({ message: 'none', $metadata: {} }));
        cloudFormation
          .on(DescribeStacksCommand, { StackName: 'CDKToolkit' })
          .rejects(awsError('ValidationError', 'Stack does not exist'));
      },
      { result: 'failed', todo: `npx cdk bootstrap aws://${ACCOUNT}/${REGION}` },
    ],
    ['CDK bootstrap', () => ssm.on(GetParameterCommand).resolves({ Parameter: { Value: '5' } }), { result: 'warning' }],
    [
      'CDK bootstrap',
      () =>
        ssm
          .on(GetParameterCommand)
          .rejects(awsError('AccessDeniedException', 'User: x is not authorized to perform: ssm:GetParameter')),
      { result: 'warning', found: expect.stringContaining('AWS denies ssm:GetParameter to x') },
    ],
    [
      'stack',
      () =>
        cloudFormation.on(DescribeStacksCommand).callsFake(async ({ StackName }) => {
          if (StackName) throw awsError('ValidationError', `Stack with id ${StackName} does not exist`);
          return { Stacks: [stackOf(outputs, { StackName: 'Mine' })] };
        }),
      { result: 'failed', todo: '--stack Mine, or npx cdk deploy' },
    ],
    ['stack', () => statusOf('ROLLBACK_COMPLETE'), { result: 'failed', todo: 'npx cdk destroy, then npx cdk deploy' }],
    ['stack', () => statusOf('UPDATE_ROLLBACK_COMPLETE'), { result: 'warning' }],
    ['stack', () => statusOf('UPDATE_IN_PROGRESS'), { result: 'warning', todo: 'wait for its end' }],
    ['stack', () => statusOf('DELETE_FAILED'), { result: 'failed' }],
    [
      'outputs',
      () => cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stackOf({ ...outputs, TopicArn: '' })] }),
      { result: 'failed', found: 'lacks TopicArn', todo: 'deploy this version: npx cdk deploy' },
    ],
    ['queue of CPU spot', () => batch.on(DescribeJobQueuesCommand).resolves({ jobQueues: [] }), { result: 'failed' }],
    [
      'queue of CPU spot',
      () => batch.on(DescribeJobQueuesCommand).resolves({ jobQueues: [{ ...queue, ...order, state: 'DISABLED' }] }),
      { result: 'failed', todo: 'aws batch update-job-queue --job-queue Queue --state ENABLED' },
    ],
    [
      'queue of CPU spot',
      () => environmentIs({ status: 'INVALID', statusReason: 'CLIENT_ERROR - no role' }),
      { result: 'failed', found: 'its compute environment is INVALID and ENABLED: CLIENT_ERROR - no role' },
    ],
    [
      'queue of CPU spot',
      () => environmentIs({ state: 'DISABLED' }),
      { result: 'failed', todo: 'aws batch update-compute-environment --compute-environment Spot --state ENABLED' },
    ],
    ['queue of CPU spot', () => environmentIs({ status: 'UPDATING' }), { result: 'warning', todo: 'wait for its end' }],
    [
      'image for GPUs',
      () =>
        ecr
          .on(DescribeImagesCommand, { imageIds: [{ imageTag: 'gpu' }] })
          .rejects(new ImageNotFoundException({ message: '', $metadata: {} })),
      { result: 'failed', todo: 'npx cdk deploy builds and pushes it' },
    ],
    [
      'recent executions',
      () => {
        const stopDate = new Date();
        const failed = { executionArn: executionOf('digits-1'), name: 'digits-1', startDate: stopDate, stopDate };
        const old = { ...failed, name: 'digits-0', stopDate: new Date(0) };
        stepFunctions.on(ListExecutionsCommand).resolves({
          executions: [
            { ...failed, stateMachineArn: '', status: 'FAILED' },
            { ...old, stateMachineArn: '', status: 'FAILED' },
          ],
        });
        stepFunctions
          .on(DescribeExecutionCommand)
          .resolves({ status: 'FAILED', error: 'NotPrepared', cause: 'no data' });
      },
      { result: 'warning', found: '1 failed in 7 days, last digits-1: NotPrepared: no data' },
    ],
  ])('%s (%#)', async (name, breakIt, expected) => {
    breakIt();
    expect(await checkOf(name)).toMatchObject(expected);
  });
});

const statusOf = (StackStatus: string) =>
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stackOf(outputs, { StackStatus })] });
const environmentIs = (change: object) =>
  batch.on(DescribeComputeEnvironmentsCommand).resolves({ computeEnvironments: [{ ...environment, ...change }] });
