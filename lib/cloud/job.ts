import { Duration } from 'aws-cdk-lib';
import { CustomState } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { SEARCH_VARIABLE, WORK_VARIABLE } from '../trial/environment.ts';

/** Longest wait for one job, queueing and spot retries included. */
const JOB_TIMEOUT = Duration.hours(24);

/**
 * Runs a work item as a Batch job and waits for its end: the last state of a map's item, whose output is empty. In its input
 * are `searchId`, the `item` and its `target` (pipeline/state.ts: Work, JobTarget).
 *
 * Written as a custom state because CDK's BatchSubmitJob renders its time-out as Batch's attempt duration and leaves the
 * state without TimeoutSeconds, takes no queue from the state, and drops the job definition's retry rules. Submissions
 * that are throttled (more than 50 a second in an account) are retried with jitter for about half an hour:
 * https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html
 */
export function batchJob(scope: Construct, id: string, queue: 'queue' | 'onDemandQueue'): CustomState {
  return new CustomState(scope, id, {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::batch:submitJob.sync',
      TimeoutSeconds: JOB_TIMEOUT.toSeconds(),
      Parameters: {
        'JobName.$': "States.Format('{}-{}', $.searchId, $.item.name)",
        'JobQueue.$': `$.target.${queue}`,
        'JobDefinition.$': '$.target.definition',
        ContainerOverrides: {
          Environment: [
            { Name: SEARCH_VARIABLE, 'Value.$': '$.searchId' },
            { Name: WORK_VARIABLE, 'Value.$': '$.item.work' },
          ],
        },
      },
      ResultPath: null,
      OutputPath: null,
      Retry: [
        {
          ErrorEquals: [
            'Batch.TooManyRequestsException',
            'Batch.ServerException',
            'Batch.BatchException',
            'Batch.SdkClientException',
          ],
          IntervalSeconds: 2,
          BackoffRate: 2,
          MaxAttempts: 20,
          MaxDelaySeconds: 120,
          JitterStrategy: 'FULL',
        },
      ],
    },
  });
}
