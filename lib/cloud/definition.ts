import {
  type CatchProps,
  Choice,
  Condition,
  CustomState,
  DistributedMap,
  Fail,
  type IChainable,
  JsonPath,
  Pass,
  Result,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { JobTargets } from '../pipeline/input.ts';
import type { Jobs, NextStep, StrategyStep } from '../pipeline/state.ts';
import type { Functions } from './functions.ts';
import { lambdaStep } from './lambda-step.ts';
import { MAP_STOPPED, workItem } from './work-item.ts';

export interface DefinitionProps {
  readonly functions: Functions;
  readonly targets: JobTargets;
}

const CATCH_ALL: CatchProps = { errors: ['States.ALL'], resultPath: '$.error' };

const nextIs = (step: NextStep) => Condition.stringEquals('$.next', step);

/**
 * The states of a search. The local runner executes this very definition, so it keeps to what Step Functions and local
 * interpreters agree on: JSONPath, no item batching, no result writer, a time-out on every task.
 *
 *     Initialise -> [Prepare] -> Propose <-> PredictLatency -> TrainGeneration -> Collect -> (again | SelectFinalists)
 *     SelectFinalists -> RetrainFinalists <-> CollectFinalists -> [MeasureFinalists] -> Report -> Done
 *
 * A search with a long history goes on in another execution of the same state machine (ContinueAsNew).
 */
export function searchDefinition(scope: Construct, { functions, targets }: DefinitionProps): IChainable {
  const failed = recordFailure();
  const notPrepared = new Fail(scope, 'NotPrepared', {
    error: 'NotPrepared',
    cause: 'the data set could not be read or the device not measured',
  });
  const goOn = continueAsNew();

  const report = strategy('Report', 'report').next(new Succeed(scope, 'Done'));
  // Nothing but the report depends on it, which says so where nothing was measured.
  const measure = mapAndGoOn('MeasureFinalists', 'MeasureFinalist', 'prepare');
  measure.addCatch(report, { ...CATCH_ALL, resultPath: JsonPath.DISCARD }).next(report);
  const retrain = mapAndGoOn('RetrainFinalists', 'RetrainFinalist', 'train');
  const collectFinalists = strategy('CollectFinalists', 'collect-finalists');
  retrain.addCatch(collectFinalists, MAP_STOPPED).addCatch(failed, CATCH_ALL).next(collectFinalists);
  collectFinalists.next(
    new Choice(scope, 'FinalistsTrained')
      .when(nextIs('TRAIN'), retrain)
      .when(nextIs('CONTINUE'), goOn)
      .when(nextIs('MEASURE'), measure)
      .otherwise(report),
  );
  const finalists = strategy('SelectFinalists', 'finalists').next(
    new Choice(scope, 'NeedsRetraining')
      .when(nextIs('TRAIN'), retrain)
      .when(nextIs('CONTINUE'), goOn)
      .when(nextIs('MEASURE'), measure)
      .otherwise(report),
  );

  const propose = strategy('Propose', 'propose');
  const train = mapAndGoOn('TrainGeneration', 'TrainTrials', 'train');
  const collect = strategy('Collect', 'collect');
  train.addCatch(collect, MAP_STOPPED).addCatch(failed, CATCH_ALL).next(collect);
  collect.next(
    new Choice(scope, 'Continue')
      .when(nextIs('TRAIN'), train)
      .when(nextIs('PROPOSE'), propose)
      .when(nextIs('CONTINUE'), goOn)
      .otherwise(finalists),
  );
  propose
    .next(lambda('PredictLatency', functions.latencyPredictor, { 'state.$': '$' }))
    .next(new Choice(scope, 'GenerationFilled').when(nextIs('PROPOSE'), propose).otherwise(train));

  const prepare = mapWork('Prepare', 'ReadAndMeasure', 'prepare', () => notPrepared);
  prepare.addCatch(failed, CATCH_ALL).next(propose);
  const initialise = {
    step: 'initialise' satisfies StrategyStep,
    'execution.$': '$$.Execution.Id',
    'name.$': '$$.Execution.Name',
    'input.$': '$',
    targets,
  };
  return lambda('Initialise', functions.strategy, initialise).next(
    new Choice(scope, 'NeedsPreparation')
      .when(nextIs('PREPARE'), prepare)
      .when(nextIs('FINALISTS'), finalists)
      .otherwise(propose),
  );

  /** A step of lambdas/strategy: takes the search's state, gives the next one. */
  function strategy(id: string, step: StrategyStep) {
    return lambda(id, functions.strategy, { step, 'state.$': '$' });
  }

  function lambda(id: string, lambdaFunction: Functions['strategy'], payload: Record<string, unknown>) {
    return lambdaStep(scope, id, lambdaFunction, payload).addCatch(failed, CATCH_ALL);
  }

  /**
   * Does work items side by side. An item catches its own failure, so that a dead container costs its trial and never the
   * search; the next step reads from the store what became of the work.
   */
  function mapAndGoOn(id: string, jobId: string, target: keyof Jobs): DistributedMap {
    return mapWork(id, jobId, target, (lost) => new Pass(scope, lost, { result: Result.fromObject({}) }));
  }

  /** One container for each work item. */
  function mapWork(id: string, jobId: string, target: keyof Jobs, lost: (id: string) => IChainable): DistributedMap {
    return new DistributedMap(scope, id, {
      itemsPath: '$.work',
      itemSelector: {
        'searchId.$': '$.searchId',
        'item.$': '$$.Map.Item.Value',
        'target.$': `$.jobs.${target}`,
      },
      maxConcurrencyPath: '$.maxConcurrency',
      resultPath: JsonPath.DISCARD,
    }).itemProcessor(workItem(scope, jobId, lost));
  }

  /**
   * Hands the search to a new execution, long before this one's history is full. The state machine may start itself, as
   * its distributed maps do.
   */
  function continueAsNew(): IChainable {
    const start = new CustomState(scope, 'ContinueAsNew', {
      stateJson: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution',
        TimeoutSeconds: 60,
        Parameters: {
          'StateMachineArn.$': '$$.StateMachine.Id',
          'Name.$': '$.continuation.name',
          'Input.$': '$.continuation.input',
        },
        ResultPath: null,
        Retry: [
          { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 8, JitterStrategy: 'FULL' },
        ],
      },
    });
    return start.addCatch(failed, CATCH_ALL).next(new Succeed(scope, 'Continued'));
  }

  /** Notes in the store why the search failed, then fails with the same error and a readable cause. */
  function recordFailure(): IChainable {
    const payload = { step: 'fail' satisfies StrategyStep, 'execution.$': '$$.Execution.Id', 'state.$': '$' };
    return lambdaStep(scope, 'RecordFailure', functions.strategy, payload, '$.error')
      .addCatch(fail('SearchFailedUnrecorded', '$.unrecorded'), { errors: ['States.ALL'], resultPath: '$.unrecorded' })
      .next(fail('SearchFailed', '$.error'));
  }

  function fail(id: string, error: string): Fail {
    return new Fail(scope, id, { errorPath: `${error}.Error`, causePath: `${error}.Cause` });
  }
}
