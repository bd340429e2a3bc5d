import type { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { alarms } from './alarms.ts';
import { blockedQueues } from './blocked-queues.ts';
import { type DashboardProps, dashboard } from './dashboard.ts';
import type { JobTarget } from './job-target.ts';
import { monthlyBudget } from './monthly-budget.ts';
import { notifications } from './notifications.ts';

export interface OperationsSettings {
  /** Who is told of alarms, blocked queues and the budget; AWS asks for a confirmation first. */
  readonly email?: string | undefined;
  /** What the account may cost in a month before somebody is told; 0 for no budget. It stops nothing. */
  readonly monthlyBudgetUsd: number;
  readonly dashboard: boolean;
}

export interface OperationsProps extends OperationsSettings, DashboardProps {
  readonly targets: readonly JobTarget[];
}

/**
 * What a person sees of the stack and is told of it. Free within what CloudWatch gives every account, three dashboards and
 * ten alarms; beyond these a dashboard is $3 and an alarm's metric $0.10 a month. https://aws.amazon.com/cloudwatch/pricing/
 */
export class Operations extends Construct {
  readonly topic: Topic;
  readonly dashboard: Dashboard | undefined;

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    this.topic = notifications(this, 'Topic');
    if (props.email) this.topic.addSubscription(new EmailSubscription(props.email));
    alarms(this, props, this.topic);
    blockedQueues(this, 'BlockedQueues', props.targets, this.topic);
    if (props.monthlyBudgetUsd > 0) monthlyBudget(this, 'Budget', props.monthlyBudgetUsd, this.topic);
    if (props.dashboard) this.dashboard = dashboard(this, 'Dashboard', props);
  }
}
