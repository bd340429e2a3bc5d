import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { synthesise } from './synth.ts';
import { templateWith } from './template.ts';

const { template } = synthesise();
const topic = template.toJSON().Outputs.TopicArn.Value;

describe('operations', () => {
  it('tell of searches that fail or take too long and of steps that fail', () => {
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
    expect(alarms.map((alarm) => alarm.MetricName ?? alarm.Metrics.map(({ Id }: { Id: string }) => Id))).toEqual([
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      ['expr_1', 'errors', 'throttles'],
      ['expr_1', 'errors', 'throttles'],
    ]);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: [topic],
      AlarmDescription: Match.anyValue(),
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('tell of a blocked queue, whichever it is', () => {
    const queues = Object.keys(template.findResources('AWS::Batch::JobQueue'));
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.batch'],
        'detail-type': ['Batch Job Queue Blocked'],
        detail: { jobQueue: queues.map((id) => ({ 'Fn::GetAtt': [id, 'JobQueueArn'] })) },
      },
      Targets: [Match.objectLike({ Arn: topic, RoleArn: Match.absent() })],
    });
  });

  it('tell of what the account costs, in time', () => {
    const notice = (NotificationType: string, Threshold: number) => ({
      Notification: {
        ComparisonOperator: 'GREATER_THAN',
        NotificationType,
        Threshold,
        ThresholdType: 'PERCENTAGE',
      },
      Subscribers: [{ SubscriptionType: 'SNS', Address: topic }],
    });
    const policy = Object.keys(template.findResources('AWS::SNS::TopicPolicy'))[0]!;
    template.hasResource('AWS::Budgets::Budget', {
      DependsOn: Match.arrayWith([policy]),
      Properties: Match.objectLike({
        Budget: {
          BudgetType: 'COST',
          TimeUnit: 'MONTHLY',
          BudgetLimit: { Amount: 100, Unit: 'USD' },
          CostFilters: Match.absent(),
          FilterExpression: Match.absent(),
        },
        NotificationsWithSubscribers: [notice('ACTUAL', 80), notice('FORECASTED', 100)],
      }),
    });
  });

  it('take messages from services of AWS for this account, over TLS', () => {
    const account = { Ref: 'AWS::AccountId' };
    const from = (service: string, source?: string) => ({
      Effect: 'Allow',
      Action: 'sns:Publish',
      Resource: topic,
      Principal: { Service: `${service}.amazonaws.com` },
      Condition: source
        ? { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': joined(source) } }
        : Match.absent(),
    });
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike(from('cloudwatch', 'arn:<Partition>:cloudwatch:<Region>:<AccountId>:alarm:*')),
          Match.objectLike(from('budgets', 'arn:<Partition>:budgets::<AccountId>:*')),
          Match.objectLike(from('events')),
        ],
      }),
      Topics: [topic],
    });
  });

  it('show searches, jobs, machines, steps and the table', () => {
    const [{ Properties }] = Object.values(template.findResources('AWS::CloudWatch::Dashboard')) as [
      { Properties: { DashboardName?: string; DashboardBody: { 'Fn::Join': [string, unknown[]] } } },
    ];
    expect(Properties.DashboardName).toBeUndefined();
    const [separator, parts] = Properties.DashboardBody['Fn::Join'];
    const body = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'TOKEN')).join(separator));
    const namespaces = body.widgets.map(({ properties }: { properties: { metrics: [string][] } }) => [
      ...new Set(properties.metrics.map(([namespace]) => namespace)),
    ]);
    expect(namespaces.flat()).toEqual([
      'AWS/States',
      'AWS/States',
      'AWS/Usage',
      'AWS/Lambda',
      'AWS/Lambda',
      'AWS/DynamoDB',
    ]);
  });

  it('write to whom the deployment names', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 0);
    templateWith({ email: 'nas@example.org' }).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'nas@example.org',
    });
  });

  it('do without a budget and a dashboard', () => {
    const bare = templateWith({ monthlyBudgetUsd: 0, dashboard: 'false' });
    bare.resourceCountIs('AWS::Budgets::Budget', 0);
    bare.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    expect(bare.toJSON().Outputs).not.toHaveProperty('DashboardName');
    templateWith({ monthlyBudgetUsd: '12.5' }).hasResourceProperties('AWS::Budgets::Budget', {
      Budget: Match.objectLike({ BudgetLimit: { Amount: 12.5, Unit: 'USD' } }),
    });
  });
});

/** Text with pseudo parameters as CloudFormation's Fn::Join. */
function joined(text: string) {
  const parts = text.split(/(<\w+>)/).filter((part) => part !== '');
  return {
    'Fn::Join': ['', parts.map((part) => (part.startsWith('<') ? { Ref: `AWS::${part.slice(1, -1)}` } : part))],
  };
}
