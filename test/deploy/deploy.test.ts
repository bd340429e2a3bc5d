import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { readOutputs } from '../../lib/remote/outputs.ts';
import { policyOf } from './ask.ts';
import { boundsOf, bucketPolicyOf, definitionOf, functionOf, imagesOf, tableOf } from './described.ts';
import { DeployedStack, type Resource, resolved, synthesised } from './stack.ts';
import { deploy, describeAccount, destroy } from './suite.ts';

await describeAccount('cdk deploy', (account) => {
  let stack: DeployedStack;
  let template: Readonly<Record<string, Resource>>;
  let resources: Awaited<ReturnType<DeployedStack['resources']>>;
  let outputs: Record<string, string>;
  const ofType = (type: string) => Object.entries(template).filter(([, { Type }]) => Type === type);

  beforeAll(async () => {
    await deploy(account());
    stack = new DeployedStack(account());
    template = synthesised(account());
    resources = await stack.resources();
    ({ outputs } = await stack.describe());
  });

  it('makes every resource of the template', async () => {
    expect((await stack.describe()).status).toBe('CREATE_COMPLETE');
    // CDK's own note about itself, which is no resource.
    const { CDKMetadata, ...expected } = template;
    expect(CDKMetadata!.Type).toBe('AWS::CDK::Metadata');
    const wanted = Object.entries(expected).map(([id, { Type }]) => [id, { type: Type, status: 'CREATE_COMPLETE' }]);
    expect(resources).toMatchObject(Object.fromEntries(wanted));
    expect(Object.keys(resources)).toHaveLength(wanted.length);
  });

  it('gives every output that the command line needs', () => {
    expect(readOutputs(outputs).missing).toEqual([]);
    expect(Object.values(outputs).filter((value) => /\$\{|undefined|\[object/.test(value))).toEqual([]);
  });

  it('stores the synthesised state machine, with the ARNs of what was made', async () => {
    const [[, machine]] = ofType('AWS::StepFunctions::StateMachine') as [[string, Resource]];
    const definition = await definitionOf(account(), outputs.StateMachineArn!);
    expect(definition).toBe(resolved(machine.Properties.DefinitionString, resources));
  });

  it('hands CloudFormation a bucket and a table that are encrypted, closed and recoverable', async () => {
    expect(await stack.template()).toEqual(template);
    const [bucket, table] = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table'].map((type) => ofType(type)[0]![1].Properties);
    expect(bucket).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: Object.fromEntries(
        ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].map((key) => [key, true]),
      ),
    });
    expect(table).toMatchObject({
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('makes a bucket that refuses what comes without TLS, and a table that is paid by the request', async () => {
    expect((await bucketPolicyOf(account(), outputs.BucketName!)).Statement).toMatchObject([
      { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    const table = await tableOf(account(), outputs.TableName!);
    expect(table.KeySchema!.map(({ AttributeName }) => AttributeName)).toEqual(['pk', 'sk']);
    expect(table.BillingModeSummary!.BillingMode).toBe('PAY_PER_REQUEST');
  });

  it('makes the roles with their policies, in ARNs of this account', async () => {
    const policies = ofType('AWS::IAM::Policy');
    expect(policies).toHaveLength(ofType('AWS::IAM::Role').length);
    for (const [, { Properties }] of policies) {
      const role = resolved((Properties.Roles as unknown[])[0], resources);
      const statements = await policyOf(account(), role, Properties.PolicyName as string);
      expect(statements).toHaveLength((Properties.PolicyDocument as { Statement: object[] }).Statement.length);
      const arns = statements.flatMap(({ Resource }) => Resource).filter((resource) => resource !== '*');
      expect(arns.filter((arn) => !/^arn:aws:[a-z0-9]+:[a-z0-9-]*:(111111111111)?:\S+$/.test(arn))).toEqual([]);
    }
  });

  it('uploads the functions and tells them where the stores are', async () => {
    for (const [logicalId] of ofType('AWS::Lambda::Function')) {
      expect(await functionOf(account(), resources[logicalId]!.id)).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        State: 'Active',
        Environment: { Variables: { SPOTNAS_STORE: `aws:${outputs.TableName}/${outputs.BucketName}` } },
      });
    }
  });

  it('has docker build both images from the project and push them to where the job definitions look', async () => {
    const builds = account().docker.calls('build');
    const build = (device: string) =>
      expect.arrayContaining([
        ...['--build-arg', `DEVICE=${device}`, '--file', 'containers/trainer/Dockerfile', '--platform', 'linux/amd64'],
      ]);
    expect(builds.map(({ words }) => words)).toEqual([build('cuda'), build('cpu')]);
    for (const { words, folder } of builds) {
      expect(words.at(-1)).toBe('.');
      expect(folder).toMatch(/cdk\.out\/asset\./);
    }
    const { GpuImageUri, CpuImageUri } = outputs;
    expect(
      account()
        .docker.calls('push')
        .map(({ words }) => words),
    ).toEqual([[GpuImageUri], [CpuImageUri]]);
    expect((await imagesOf(account())).toSorted()).toEqual([GpuImageUri, CpuImageUri].toSorted());
  });

  it('changes nothing when it is repeated', async () => {
    expect(await deploy(account())).toContain('(no changes)');
  });

  it('changes a bound in place', async () => {
    await deploy(account(), '--context', 'maxVcpus=64');
    expect((await stack.describe()).status).toBe('UPDATE_COMPLETE');
    const ids = (all: typeof resources) => Object.entries(all).map(([logicalId, { id }]) => [logicalId, id]);
    expect(ids(await stack.resources())).toEqual(ids(resources));
    expect(await boundsOf(account())).toEqual([16, 16, 64, 64]);
  });

  it('leaves the data when the stack is destroyed, and what the template keeps', async () => {
    const { id } = await stack.describe();
    await destroy(account());
    const kept = Object.entries(template).filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'));
    expect(await stack.left(id)).toEqual(kept.map(([logicalId]) => logicalId).toSorted());
    await new S3Client(account().client).send(new HeadBucketCommand({ Bucket: outputs.BucketName }));
    expect((await tableOf(account(), outputs.TableName!)).TableStatus).toBe('ACTIVE');
  });

  // As docs/deploy.md has it for going back to an empty account.
  it('leaves nothing when it was told so later', async () => {
    await deploy(account(), '--context', 'stackName=Passing');
    const passing = new DeployedStack(account(), 'Passing');
    const { id } = await passing.describe();
    await deploy(account(), '--context', 'stackName=Passing', '--context', 'retainData=false');
    await destroy(account());
    expect(await passing.left(id)).toEqual([]);
  });
});
