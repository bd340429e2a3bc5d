import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { JobTarget } from './job-target.ts';

/**
 * Tells of a job that waits at the head of its queue for what does not come, which no metric shows. The target's permission
 * has no condition, as EventBridge fulfils none with SNS.
 * https://docs.aws.amazon.com/batch/latest/userguide/batch-job-queue-blocked-events.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function blockedQueues(scope: Construct, id: string, targets: readonly JobTarget[], topic: ITopic): Rule {
  const detail = (name: string) => EventField.fromPath(`$.detail.${name}`);
  const message = `The queue ${detail('jobQueue')} is blocked by the job ${detail('jobName')}: ${detail('statusReason')}`;
  return new Rule(scope, id, {
    description: 'A job at the head of a queue of spotnas waits for what does not come',
    eventPattern: {
      source: ['aws.batch'],
      detailType: ['Batch Job Queue Blocked'],
      detail: { jobQueue: targets.flatMap(({ queueArn, onDemandQueueArn }) => [queueArn, onDemandQueueArn]) },
    },
    targets: [new SnsTopic(topic, { message: RuleTargetInput.fromText(message) })],
  });
}
