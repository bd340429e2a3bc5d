import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/**
 * Where alarms, budgets and blocked queues are told of. Only AWS's services publish to it, for this account, over TLS.
 *
 * Without a KMS key: alarms cannot publish under the one that AWS manages, and one of our own is $1 a month while idle.
 * Messages hold names and figures. https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
 */
export function notifications(scope: Construct, id: string): Topic {
  const topic = new Topic(scope, id, { enforceSSL: true });
  const { partition, region, account } = Stack.of(scope);
  const sources = {
    // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
    cloudwatch: `arn:${partition}:cloudwatch:${region}:${account}:alarm:*`,
    // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
    budgets: `arn:${partition}:budgets::${account}:*`,
  };
  for (const [service, source] of Object.entries(sources)) {
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': source } },
      }),
    );
  }
  return topic;
}
