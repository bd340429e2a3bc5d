import { Duration } from 'aws-cdk-lib';
import {
  type CatchProps,
  Choice,
  Condition,
  DistributedMap,
  Fail,
  type IChainable,
  JsonPath,
  Pass,
  Result,
  Succeed,
  TaskInput,
  type TaskStateBase,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { NextStep, StrategyStep } from '../pipeline/state.ts';
import type { Functions } from './functions.ts';
import { type BatchJobProps, batchJob } from './job.ts';

export interface DefinitionProps {
  readonly functions: Functions;
  readonly batch: BatchJobProps;
}

const STEP_TIMEOUT = Duration.minutes(6);
const CATCH_ALL: CatchProps = { errors: ['States.ALL'], resultPath: '$.error' };

const nextIs = (step: NextStep) => Condition.stringEquals('$.next', step);

/**
 * The states of a search. The local runner executes this very definition, so it keeps to what Step Functions and local
 * interpreters agree on: JSONPath, no item batching, no result writer, a time-out on every task.
 *
 *     Initialise -> [Prepare] -> Propose <-> PredictLatency -> TrainGeneration -> Collect -> (again | SelectFinalists)
 *     SelectFinalists -> RetrainFinalists <-> CollectFinalists -> Report -> Done
 */
export function searchDefinition(scope: Construct, { functions, batch }: DefinitionProps): IChainable {
  const failed = recordFailure();

  const report = strategy('Report', 'report').next(new Succeed(scope, 'Done'));
  const retrain = trainAll('RetrainFinalists', 'RetrainFinalist');
  retrain
    .next(strategy('CollectFinalists', 'collect-finalists'))
    .next(new Choice(scope, 'FinalistsTrained').when(nextIs('TRAIN'), retrain).otherwise(report));
  const finalists = strategy('SelectFinalists', 'finalists').next(
    new Choice(scope, 'NeedsRetraining').when(nextIs('TRAIN'), retrain).otherwise(report),
  );

  const propose = strategy('Propose', 'propose');
  const train = trainAll('TrainGeneration', 'TrainTrials');
  train
    .next(strategy('Collect', 'collect'))
    .next(
      new Choice(scope, 'Continue').when(nextIs('TRAIN'), train).when(nextIs('PROPOSE'), propose).otherwise(finalists),
    );
  propose
    .next(lambda('PredictLatency', functions.latencyPredictor, { 'state.$': '$' }))
    .next(new Choice(scope, 'GenerationFilled').when(nextIs('PROPOSE'), propose).otherwise(train));

  const prepare = batchJob(scope, 'Prepare', { ...batch, itemPath: '$.work[0]' })
    .addCatch(failed, CATCH_ALL)
    .next(propose);
  const begin = { step: 'initialise' satisfies StrategyStep, 'execution.$': '$$.Execution.Name', 'input.$': '$' };
  return new LambdaInvoke(scope, 'Initialise', lambdaProps(functions.strategy, begin)).next(
    new Choice(scope, 'NeedsPreparation').when(nextIs('PREPARE'), prepare).otherwise(propose),
  );

  /** A step of lambdas/strategy: takes the search's state, gives the next one. */
  function strategy(id: string, step: StrategyStep): TaskStateBase {
    return lambda(id, functions.strategy, { step, 'state.$': '$' });
  }

  function lambda(id: string, lambdaFunction: Functions['strategy'], payload: Record<string, unknown>): TaskStateBase {
    return new LambdaInvoke(scope, id, lambdaProps(lambdaFunction, payload)).addCatch(failed, CATCH_ALL);
  }

  /**
   * One container per work item, side by side. An item catches its own failure, so that a dead container costs its trial
   * and never the search; the next step reads from the store what became of the trials.
   */
  function trainAll(id: string, jobId: string): DistributedMap {
    const lost = new Pass(scope, `${jobId}Lost`, { result: Result.fromObject({ status: 'FAILED' }) });
    return new DistributedMap(scope, id, {
      itemsPath: '$.work',
      maxConcurrencyPath: '$.maxConcurrency',
      resultPath: JsonPath.DISCARD,
    })
      .itemProcessor(batchJob(scope, jobId, { ...batch, itemPath: '$' }).addCatch(lost, CATCH_ALL))
      .addCatch(failed, CATCH_ALL);
  }

  /** Notes in the store why the search failed, then fails with the same error and cause. */
  function recordFailure(): IChainable {
    const payload = { step: 'fail' satisfies StrategyStep, 'searchId.$': '$.searchId', 'error.$': '$.error' };
    return new LambdaInvoke(scope, 'RecordFailure', {
      ...lambdaProps(functions.strategy, payload),
      resultPath: JsonPath.DISCARD,
    }).next(new Fail(scope, 'SearchFailed', { errorPath: '$.error.Error', causePath: '$.error.Cause' }));
  }
}

function lambdaProps(lambdaFunction: Functions['strategy'], payload: Record<string, unknown>) {
  return {
    lambdaFunction,
    payload: TaskInput.fromObject(payload),
    payloadResponseOnly: true,
    taskTimeout: Timeout.duration(STEP_TIMEOUT),
  };
}
