import {
  type CatchProps,
  Choice,
  Condition,
  type CustomState,
  Fail,
  type IChainable,
  JsonPath,
  Pass,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { BUDGET_REACHED, INTERRUPTED } from '../trial/exit-codes.ts';
import { batchJob } from './job.ts';

/** What the map over work items fails with when the budget is used up, which ends the jobs of its other items. */
const BUDGET_ERROR = 'BudgetReached';

/** Step Functions' name for a distributed map of which an item failed, and the item's own, which an interpreter may give. */
export const MAP_STOPPED: CatchProps = {
  errors: [BUDGET_ERROR, 'States.ExceedToleratedFailureThreshold'],
  resultPath: JsonPath.DISCARD,
};

const CATCH_ALL: CatchProps = { errors: ['States.ALL'], resultPath: '$.error' };

/**
 * A work item as a spot job; if its instances are taken back more often than Batch tries (trainer-job.ts), this item alone
 * goes to an on-demand instance, where the trainer goes on from the last checkpoint.
 * @param lost where an item goes whose jobs have ended without having done their work
 */
export function workItem(scope: Construct, id: string, lost: (id: string) => IChainable): CustomState {
  const onDemand = batchJob(scope, `${id}OnDemand`, 'onDemandQueue').addCatch(
    judge(`${id}OnDemandEnded`, (choice) => choice.otherwise(lost(`${id}OnDemandLost`))),
    CATCH_ALL,
  );
  const movesOn = Condition.and(reclaimed, Condition.booleanEquals('$.target.onDemand', true));
  return batchJob(scope, id, 'queue').addCatch(
    judge(`${id}Ended`, (choice) => choice.when(movesOn, onDemand).otherwise(lost(`${id}Lost`))),
    CATCH_ALL,
  );

  /**
   * Tells how a job ended. Of a job that ran, the error's cause is Batch's description of it as JSON text; of any other
   * error, such as a submission that was refused, it is prose:
   * https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html
   */
  function judge(name: string, go: (how: Choice) => IChainable): IChainable {
    const broke = new Fail(scope, `${name}BudgetReached`, {
      error: BUDGET_ERROR,
      cause: 'the search may cost no more: see budget.usd',
    });
    const read = new Pass(scope, `${name}Read`, {
      parameters: { 'job.$': 'States.StringToJson($.error.Cause)' },
      resultPath: '$.ended',
    });
    const how = new Choice(scope, `${name}How`).when(exited(BUDGET_REACHED), broke);
    return new Choice(scope, name).when(describesJob, read.next(go(how))).otherwise(lost(`${name}Unknown`));
  }
}

const describesJob = Condition.and(
  Condition.isPresent('$.error.Cause'),
  Condition.stringMatches('$.error.Cause', '{*"JobId":*}'),
);

/** Of the job's last attempt; a container that never ran has no exit code. */
const exited = (code: number) =>
  Condition.and(
    Condition.isPresent('$.ended.job.Container.ExitCode'),
    Condition.numberEquals('$.ended.job.Container.ExitCode', code),
  );

const statusReasonMatches = (pattern: string) =>
  Condition.and(
    Condition.isPresent('$.ended.job.StatusReason'),
    Condition.stringMatches('$.ended.job.StatusReason', pattern),
  );

/**
 * By AWS, or by the trainer itself when it saw the notice; or there was no instance to be had for so long that Batch gave up:
 * https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable_capacity.html
 */
const reclaimed = Condition.or(
  statusReasonMatches('Host EC2*'),
  exited(INTERRUPTED),
  statusReasonMatches('*CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY*'),
);
