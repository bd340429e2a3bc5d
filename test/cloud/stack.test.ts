import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesise } from './synth.ts';
import { templateWith } from './template.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

const { outdir, template } = synthesise({ bundled: true });
const resources: Readonly<Record<string, Resource>> = template.toJSON().Resources;
const ofType = (type: string) => Object.values(resources).filter(({ Type }) => Type === type);

/** A kind of resource comes in here once its price is known; stored bytes aside, each of these is paid by use. */
const FREE_WHILE_IDLE = [
  'AWS::Batch::ComputeEnvironment',
  'AWS::Batch::JobDefinition',
  'AWS::Batch::JobQueue',
  'AWS::DynamoDB::Table',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCGatewayAttachment',
  // Events of AWS's own services are free: https://aws.amazon.com/eventbridge/pricing/
  'AWS::Events::Rule',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  // By message; a thousand e-mails a month are free: https://aws.amazon.com/sns/pricing/
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::StepFunctions::StateMachine',
];

/** Free up to a number in an account, so that they cost where an account has used it up already. */
const FREE_AS_FAR_AS: Readonly<Record<string, { most: number; count: (resource: Resource) => number }>> = {
  // Three of them, then $3 a month each: https://aws.amazon.com/cloudwatch/pricing/
  'AWS::CloudWatch::Dashboard': { most: 1, count: () => 1 },
  // Ten metrics in alarms, then $0.10 a month each; an alarm over an expression counts every metric in it. Same page.
  'AWS::CloudWatch::Alarm': { most: 10, count: metricsOf },
  // Those that only tell are free; those that act, after two, are not:
  // https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/
  'AWS::Budgets::Budget': { most: 1, count: () => 1 },
};

/** The kinds that CloudFormation gives no tags. */
const WITHOUT_TAGS = [
  'AWS::EC2::Route',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::Policy',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
];

function metricsOf({ Properties }: Resource): number {
  const metrics = Properties?.Metrics as readonly { readonly MetricStat?: object }[] | undefined;
  return metrics ? metrics.filter(({ MetricStat }) => MetricStat).length : 1;
}

describe('the stack', () => {
  it('is as it was reviewed', async () => {
    const text = JSON.stringify(template.toJSON(), undefined, 2).replaceAll(/\b[0-9a-f]{64}\b/g, 'ASSET');
    await expect(`${text}\n`).toMatchFileSnapshot('__snapshots__/template.json');
  });

  it('has only what costs nothing while idle', () => {
    const types = new Set(Object.values(resources).map(({ Type }) => Type));
    const known = new Set([...FREE_WHILE_IDLE, ...Object.keys(FREE_AS_FAR_AS)]);
    expect([...types].filter((type) => !known.has(type))).toEqual([]);
    const endpoints = ofType('AWS::EC2::VPCEndpoint').map(({ Properties }) => Properties?.VpcEndpointType);
    expect(endpoints).toEqual(['Gateway', 'Gateway']);
    template.hasResourceProperties('AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
    template.allResourcesProperties('AWS::Batch::ComputeEnvironment', {
      ComputeResources: Match.objectLike({ MinvCpus: 0 }),
    });
  });

  it.each(Object.entries(FREE_AS_FAR_AS))('has no more of %s than AWS gives every account', (type, { most, count }) => {
    const used = ofType(type).map(count);
    expect(used.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(most);
    expect(used.length).toBeGreaterThan(0);
  });

  it('bundles Lambdas without TensorFlow', () => {
    const bundles = readdirSync(outdir, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('index.mjs'))
      .map((file) => join(outdir, file));
    expect(bundles).toHaveLength(2);
    for (const bundle of bundles) {
      expect(readFileSync(bundle, 'utf8')).not.toMatch(/tfjs|tensorflow\/tfjs-node/);
      expect(statSync(bundle).size).toBeLessThan(2_000_000);
    }
  });

  it('tells Lambdas what trainers there are', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: Match.objectLike({
          SPOTNAS_TRAINER: 'graph/tensorflow-2.21.0-cuda',
          SPOTNAS_CPU_TRAINER: 'graph/tensorflow-2.21.0-cpu',
        }),
      },
    });
  });

  it('tells the command line where things are', () => {
    expect(Object.keys(template.toJSON().Outputs).sort()).toEqual([
      'BucketName',
      'CpuImageUri',
      'CpuOnDemandQueueArn',
      'CpuQueueArn',
      'DashboardName',
      'GpuImageUri',
      'GpuOnDemandQueueArn',
      'GpuQueueArn',
      'StateMachineArn',
      'TableName',
      'TopicArn',
      'TrainerLogGroupName',
    ]);
  });

  it('tags all that can be tagged, instances and their volumes too, with its name', () => {
    const tags = { 'spotnas:stack': 'Spotnas' };
    const list = Match.arrayWith([{ Key: 'spotnas:stack', Value: 'Spotnas' }]);
    const untagged = Object.values(resources).filter(
      ({ Properties }) => !JSON.stringify(Properties ?? {}).includes('spotnas:stack'),
    );
    expect([...new Set(untagged.map(({ Type }) => Type))].sort()).toEqual(WITHOUT_TAGS);
    template.allResourcesProperties('AWS::Batch::ComputeEnvironment', {
      Tags: tags,
      ComputeResources: Match.objectLike({ Tags: tags }),
    });
    template.allResourcesProperties('AWS::Batch::JobDefinition', { Tags: tags, PropagateTags: true });
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: Match.objectLike({
        TagSpecifications: [
          { ResourceType: 'instance', Tags: list },
          { ResourceType: 'volume', Tags: list },
        ],
      }),
    });
    expect(JSON.stringify(templateWith({ stackName: 'nas-2' }).toJSON())).toContain('{"spotnas:stack":"nas-2"}');
  });

  it('keeps what is stored private, encrypted and on TLS', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      }),
    });
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: Match.objectLike({ PointInTimeRecoveryEnabled: true }),
    });
  });

  it('keeps no pieces of files whose upload was broken off', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 } }],
      },
    });
  });

  it.each([
    [{}, 'RetainExceptOnCreate'],
    [{ retainData: 'false' }, 'Delete'],
  ])('leaves data behind unless told otherwise: %j', (context, DeletionPolicy) => {
    const made = templateWith(context);
    for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table']) made.hasResource(type, { DeletionPolicy });
    made.resourcePropertiesCountIs('Custom::S3AutoDeleteObjects', {}, 0);
  });

  it('lets searches bring code where it is told to, and nowhere else', () => {
    const allowing = { Environment: { Variables: Match.objectLike({ SPOTNAS_SPACE_MODULES: 'true' }) } };
    template.resourcePropertiesCountIs('AWS::Lambda::Function', allowing, 0);
    templateWith({ spaceModules: 'true' }).resourcePropertiesCountIs('AWS::Lambda::Function', allowing, 1);
  });

  it('logs every step of a search, but not what it carries', () => {
    template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: Match.objectLike({ Level: 'ALL', IncludeExecutionData: Match.absent() }),
      TracingConfiguration: { Enabled: true },
    });
  });
});
