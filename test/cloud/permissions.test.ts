import { describe, expect, it } from 'vitest';
import { synthesise } from './synth.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

const { template } = synthesise();
const resources: Readonly<Record<string, Resource>> = template.toJSON().Resources;

/** Everything that any policy document of the template allows, wherever in a resource it stands. */
const grants = Object.values(resources)
  .flatMap(({ Type, Properties }) => (Type === 'AWS::S3::BucketPolicy' ? [] : statementsIn(Properties)))
  .flatMap(({ Action, Resource }) => [Resource].flat().map((on) => ({ actions: [Action].flat(), on: written(on) })));
const reaching = (wanted: (on: string) => boolean) =>
  grants.filter(({ on }) => wanted(on)).flatMap(({ actions, on }) => actions.map((action) => `${action} ${on}`));

describe('permissions', () => {
  it('are found', () => expect(grants.length).toBeGreaterThan(20));

  it('name every action', () => {
    expect(grants.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('reach everything only where AWS knows no resource', () => {
    expect(new Set(reaching((on) => on === '*'))).toEqual(new Set(WIDE.map((action) => `${action} *`)));
  });

  it('reach outside the stack only what is not made by it', () => {
    const outside = reaching((on) => on !== '*' && !Object.keys(resources).some((id) => on.includes(`<${id}`)));
    expect(new Set(outside)).toEqual(new Set(OUTSIDE));
  });

  it('let the state machine submit jobs, follow them and stop them', () => {
    const submit = grants.filter(({ actions }) => actions.includes('batch:SubmitJob')).map(({ on }) => on);
    const [queues, definitions] = ['AWS::Batch::JobQueue', 'AWS::Batch::JobDefinition'].map((type) =>
      Object.keys(resources).filter((id) => resources[id]!.Type === type),
    );
    const arns = [...queues!.map((id) => `<${id}.JobQueueArn>`), ...definitions!.map((id) => `<${id}>`)];
    expect(submit.sort()).toEqual(arns.sort());
    const actions = grants.flatMap(({ actions }) => actions).filter((action) => action.startsWith('batch:'));
    expect(new Set(actions)).toEqual(new Set(['batch:DescribeJobs', 'batch:SubmitJob', 'batch:TerminateJob']));
  });

  it('go to services of AWS, by one policy of AWS', () => {
    const roles = Object.values(resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    const principals = roles.flatMap(({ Properties }) =>
      (Properties.AssumeRolePolicyDocument as { Statement: { Principal: { Service: string } }[] }).Statement.map(
        ({ Principal }) => Principal.Service,
      ),
    );
    expect(new Set(principals)).toEqual(
      new Set(['ec2', 'ecs-tasks', 'lambda', 'states'].map((service) => `${service}.amazonaws.com`)),
    );
    expect(roles.flatMap(({ Properties }) => (Properties.ManagedPolicyArns ?? []) as unknown[]).map(written)).toEqual([
      'arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role',
    ]);
  });
});

/** Actions for which AWS knows no resource, so that `*` is all there is. */
const WIDE = [
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html
  'batch:DescribeJobs',
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
  'ec2:DescribeSpotPriceHistory',
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
  'ecr:GetAuthorizationToken',
  // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

const HERE = '<AWS::Region>:<AWS::AccountId>';
const IMAGES = `arn:<AWS::Partition>:ecr:${HERE}:repository/cdk-hnb659fds-container-assets-<AWS::AccountId>-<AWS::Region>`;
const RULE = `arn:<AWS::Partition>:events:${HERE}:rule/StepFunctionsGetEventsForBatchJobsRule`;

/** What a search uses and the stack does not make: jobs, AWS's rule that follows them, the CDK's repository of images. */
const OUTSIDE = [
  `batch:TerminateJob arn:<AWS::Partition>:batch:${HERE}:job/*`,
  `ecr:BatchCheckLayerAvailability ${IMAGES}`,
  `ecr:BatchGetImage ${IMAGES}`,
  `ecr:GetDownloadUrlForLayer ${IMAGES}`,
  `events:DescribeRule ${RULE}`,
  `events:PutRule ${RULE}`,
  `events:PutTargets ${RULE}`,
];

function statementsIn(value: unknown): Statement[] {
  if (typeof value !== 'object' || value === null) return [];
  const { Effect, Action, Resource } = value as Partial<Statement>;
  if (Effect === 'Allow' && Action && Resource) return [value as Statement];
  return Object.values(value).flatMap(statementsIn);
}

/** An ARN with its references as <Id> and <Id.Attribute>. */
function written(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll(/\$\{([^}]+)\}/g, '<$1>');
  if (typeof value !== 'object' || value === null) return '';
  const [name, argument] = Object.entries(value)[0]!;
  switch (name) {
    case 'Ref':
      return `<${argument}>`;
    case 'Fn::GetAtt':
      return `<${argument.join('.')}>`;
    case 'Fn::Join':
      return argument[1].map(written).join(argument[0]);
    default:
      return [argument].flat(2).map(written).join('');
  }
}
