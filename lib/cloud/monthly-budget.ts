import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/**
 * Tells when the account has cost 80 % of an amount in a month, and when it is expected to cost more than all of it.
 *
 * Of the whole account, not of the stack: a budget by tag counts nothing until somebody activates the tag for billing, and
 * one that says nothing is worse than one that says too much. Budgets that only tell are free.
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 * https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/
 */
export function monthlyBudget(scope: Construct, id: string, usd: number, topic: ITopic): CfnBudget {
  const tell = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
    subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
  });
  const budget = new CfnBudget(scope, id, {
    budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount: usd, unit: 'USD' } },
    notificationsWithSubscribers: [tell('ACTUAL', 80), tell('FORECASTED', 100)],
  });
  // AWS tries the topic's policy when it makes the budget.
  budget.node.addDependency(topic);
  return budget;
}
