import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Functions } from './functions.ts';
import type { Handler } from './handler.ts';

export interface Watched {
  readonly stateMachine: StateMachine;
  readonly functions: Functions;
}

/**
 * What somebody has to look at: four alarms over six metrics. A metric that has no values means that no search runs.
 * Reclaimed instances and failed trials are no alarms: searches are made for them.
 */
export function alarms(scope: Construct, { stateMachine, functions }: Watched, topic: ITopic): void {
  const period = { period: Duration.minutes(5), statistic: 'Sum' };
  const alarm = (id: string, metric: IMetric, alarmDescription: string) =>
    new Alarm(scope, id, {
      metric,
      alarmDescription,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(topic));
  const troubles = (handler: Handler) =>
    new MathExpression({
      expression: 'errors + throttles',
      label: 'errors and throttles',
      period: period.period,
      usingMetrics: { errors: handler.metricErrors(period), throttles: handler.metricThrottles(period) },
    });

  alarm('SearchFailed', stateMachine.metricFailed(period), 'A search of spotnas failed: its execution says why.');
  alarm('SearchTimedOut', stateMachine.metricTimedOut(period), 'A search of spotnas took longer than it may.');
  alarm('StrategyTroubles', troubles(functions.strategy), 'A step of a search of spotnas failed: see its log.');
  alarm(
    'LatencyPredictorTroubles',
    troubles(functions.latencyPredictor),
    'Latencies of a search of spotnas were not predicted: see the log.',
  );
}
