import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { JitterType, TaskInput, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { PERMANENT_ERRORS } from '../pipeline/errors.ts';

/** Longer than the Lambdas' own time-out, which tells what was going on. */
const STEP_TIMEOUT = Duration.minutes(6);

/**
 * A step of a search as a Lambda's invocation. Every step can be repeated, so whatever goes wrong on the way is tried
 * again; what the search itself is at fault for is not.
 * @param resultPath where the result goes; it replaces the state when left out
 */
export function lambdaStep(
  scope: Construct,
  id: string,
  lambdaFunction: IFunction,
  payload: Record<string, unknown>,
  resultPath?: string,
): LambdaInvoke {
  const step = new LambdaInvoke(scope, id, {
    lambdaFunction,
    payload: TaskInput.fromObject(payload),
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    taskTimeout: Timeout.duration(STEP_TIMEOUT),
    ...(resultPath && { resultPath }),
  });
  step.addRetry({ errors: [...PERMANENT_ERRORS], maxAttempts: 0 });
  step.addRetry({
    errors: ['States.ALL'],
    interval: Duration.seconds(2),
    backoffRate: 2,
    maxAttempts: 5,
    maxDelay: Duration.seconds(30),
    jitterStrategy: JitterType.FULL,
  });
  return step;
}
