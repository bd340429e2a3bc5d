import { Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { Watched } from './alarms.ts';

export interface DashboardProps extends Watched {
  readonly table: Table;
}

const period = Duration.minutes(5);
const sum = { period, statistic: 'Sum' };
const longest = { period, statistic: 'Maximum' };

/**
 * Searches, their steps, their jobs and machines, and the table, from the metrics that AWS keeps for nothing.
 *
 * The name is left to CloudFormation, because dashboards of one name in two regions are one dashboard. Batch has no metrics:
 * jobs are counted by Step Functions and machines by EC2, both for the account and not for the stack.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-resource-limits.html
 */
export function dashboard(scope: Construct, id: string, { stateMachine, functions, table }: DashboardProps): Dashboard {
  const { strategy, latencyPredictor } = functions;
  const handlers = { strategy, 'latency predictor': latencyPredictor };
  const perHandler = (metric: (handler: (typeof handlers)['strategy'], label: string) => IMetric) =>
    Object.entries(handlers).map(([label, handler]) => metric(handler, label));
  const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 });

  const made = new Dashboard(scope, id, { periodOverride: PeriodOverride.INHERIT, defaultInterval: Duration.days(1) });
  made.addWidgets(
    graph('Searches', [
      stateMachine.metricStarted({ ...sum, label: 'started' }),
      stateMachine.metricSucceeded({ ...sum, label: 'succeeded' }),
      stateMachine.metricFailed({ ...sum, label: 'failed' }),
      stateMachine.metricTimedOut({ ...sum, label: 'timed out' }),
      stateMachine.metricAborted({ ...sum, label: 'stopped' }),
    ]),
    graph('Jobs on Batch (account)', [
      jobs(scope, 'Started', 'started'),
      jobs(scope, 'Succeeded', 'succeeded'),
      jobs(scope, 'Failed', 'failed'),
      jobs(scope, 'TimedOut', 'timed out'),
    ]),
    graph('vCPUs of GPU instances (account)', [gpuVcpus('G/Spot', 'spot'), gpuVcpus('G/OnDemand', 'on demand')]),
    graph('Lambda: errors and throttles', [
      ...perHandler((handler, label) => handler.metricErrors({ ...sum, label: `${label}, errors` })),
      ...perHandler((handler, label) => handler.metricThrottles({ ...sum, label: `${label}, throttles` })),
    ]),
    graph(
      'Lambda: longest step, ms',
      perHandler((handler, label) => handler.metricDuration({ ...longest, label })),
    ),
    graph('DynamoDB', [
      table.metricConsumedReadCapacityUnits({ ...sum, label: 'read units' }),
      table.metricConsumedWriteCapacityUnits({ ...sum, label: 'write units' }),
      table.metric('ReadThrottleEvents', { ...sum, label: 'throttled reads' }),
      table.metric('WriteThrottleEvents', { ...sum, label: 'throttled writes' }),
    ]),
  );
  return made;
}

/** Jobs as Step Functions counts them. */
function jobs(scope: Construct, what: string, label: string): Metric {
  const { partition, region, account } = Stack.of(scope);
  return new Metric({
    namespace: 'AWS/States',
    metricName: `ServiceIntegrations${what}`,
    dimensionsMap: {
      ServiceIntegrationResourceArn: `arn:${partition}:states:${region}:${account}:batch:submitJob.sync`,
    },
    label,
    ...sum,
  });
}

/** What counts against the account's quota of G instances. */
const gpuVcpus = (name: string, label: string) =>
  new Metric({
    namespace: 'AWS/Usage',
    metricName: 'ResourceCount',
    dimensionsMap: { Service: 'EC2', Type: 'Resource', Resource: 'vCPU', Class: name },
    label,
    ...longest,
  });
