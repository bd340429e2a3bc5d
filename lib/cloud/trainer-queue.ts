import { Duration } from 'aws-cdk-lib';
import {
  AllocationStrategy,
  type CfnComputeEnvironment,
  JobQueue,
  type JobStateTimeLimitAction,
  ManagedEc2EcsComputeEnvironment,
  JobStateTimeLimitActionsReason as Stuck,
} from 'aws-cdk-lib/aws-batch';
import { InstanceType, type LaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Machines } from './machines.ts';
import type { Network } from './network.ts';

export interface TrainerQueueProps {
  readonly network: Network;
  readonly machines: Machines;
  readonly spot: boolean;
  /** Upper bound of what runs at a time; the account's quotas bound it as well. */
  readonly maxVcpus: number;
  readonly template: LaunchTemplate;
  readonly instanceRole: IRole;
}

/** Running jobs have so long when instances are replaced, then they are stopped, which writes a checkpoint. */
const UPDATE_TIMEOUT = Duration.minutes(30);

/**
 * Jobs that wait for nothing are cancelled: the state machine learns of it and those behind them run. Capacity comes and
 * goes with the hours, a job that fits no instance fits none later.
 * https://docs.aws.amazon.com/batch/latest/userguide/job_stuck_in_runnable_time_limit_actions.html
 */
const STUCK: JobStateTimeLimitAction[] = [
  { reason: Stuck.INSUFFICIENT_INSTANCE_CAPACITY, maxTime: Duration.hours(2) },
  { reason: Stuck.COMPUTE_ENVIRONMENT_MAX_RESOURCE, maxTime: Duration.minutes(10) },
  { reason: Stuck.JOB_RESOURCE_REQUIREMENT, maxTime: Duration.minutes(10) },
];

/**
 * A Batch queue over one kind of instance that shrinks to nothing.
 *
 * Spot and on-demand instances have a queue each, not one queue with two environments: Batch goes on to the second as soon
 * as the first is full, at three times the price, whereas here one work item moves and only when reclaims persist.
 * https://docs.aws.amazon.com/batch/latest/userguide/compute_environments.html
 *
 * Environments are updated in place. Batch does so under its own service-linked role, for these allocation strategies, and
 * takes its newest machine image on the way; it never does of itself.
 * https://docs.aws.amazon.com/batch/latest/userguide/infrastructure-updates.html
 */
export class TrainerQueue extends Construct {
  readonly jobQueueArn: string;

  constructor(scope: Construct, id: string, props: TrainerQueueProps) {
    super(scope, id);
    const { network, machines, spot, template } = props;
    const environment = new ManagedEc2EcsComputeEnvironment(this, 'Environment', {
      vpc: network.vpc,
      securityGroups: [network.securityGroup],
      spot,
      minvCpus: 0,
      maxvCpus: props.maxVcpus,
      allocationStrategy: spot
        ? AllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED
        : AllocationStrategy.BEST_FIT_PROGRESSIVE,
      instanceTypes: machines.types.map((type) => new InstanceType(type)),
      useOptimalInstanceClasses: false,
      images: [{ imageType: machines.imageType }],
      instanceRole: props.instanceRole,
      launchTemplate: template,
      replaceComputeEnvironment: false,
      updateToLatestImageVersion: true,
      terminateOnUpdate: false,
      updateTimeout: UPDATE_TIMEOUT,
    });
    // Without a version Batch takes the template's default one, which stays the first when the template changes.
    const resource = environment.node.defaultChild as CfnComputeEnvironment;
    resource.addPropertyOverride('ComputeResources.LaunchTemplate.Version', template.latestVersionNumber);
    const queue = new JobQueue(this, 'Queue', {
      computeEnvironments: [{ computeEnvironment: environment, order: 1 }],
      jobStateTimeLimitActions: STUCK,
    });
    this.jobQueueArn = queue.jobQueueArn;
  }
}
