import { Duration } from 'aws-cdk-lib';
import { CustomState } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { WORK_VARIABLE } from '../trial/environment.ts';

export interface BatchJobProps {
  readonly jobQueueArn: string;
  readonly jobDefinitionArn: string;
}

/** Longest wait for one job, queueing and spot retries included. */
const JOB_TIMEOUT = Duration.hours(24);

/**
 * Runs one work item (pipeline/state.ts: Work, at `itemPath`) as a Batch job and waits for its end.
 *
 * Written as a custom state because CDK's BatchSubmitJob renders its time-out as Batch's attempt duration and leaves the
 * state without TimeoutSeconds. Throttled submissions (50 a second) are retried with jitter:
 * https://docs.aws.amazon.com/batch/latest/userguide/service_limits.html
 */
export function batchJob(
  scope: Construct,
  id: string,
  props: BatchJobProps & { readonly itemPath: string },
): CustomState {
  return new CustomState(scope, id, {
    stateJson: {
      Type: 'Task',
      Resource: 'arn:aws:states:::batch:submitJob.sync',
      TimeoutSeconds: JOB_TIMEOUT.toSeconds(),
      Parameters: {
        'JobName.$': `${props.itemPath}.name`,
        JobQueue: props.jobQueueArn,
        JobDefinition: props.jobDefinitionArn,
        ContainerOverrides: { Environment: [{ Name: WORK_VARIABLE, 'Value.$': `${props.itemPath}.work` }] },
      },
      ResultPath: null,
      Retry: [
        {
          ErrorEquals: [
            'Batch.TooManyRequestsException',
            'Batch.ServerException',
            'Batch.ClientException.ThrottlingException',
          ],
          IntervalSeconds: 2,
          BackoffRate: 2,
          MaxAttempts: 8,
          MaxDelaySeconds: 60,
          JitterStrategy: 'FULL',
        },
      ],
    },
  });
}
