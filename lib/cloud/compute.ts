import { Size, Stack, Validations } from 'aws-cdk-lib';
import {
  Action,
  AllocationStrategy,
  EcsEc2ContainerDefinition,
  EcsJobDefinition,
  EcsMachineImageType,
  JobQueue,
  ManagedEc2EcsComputeEnvironment,
  Reason,
  RetryStrategy,
} from 'aws-cdk-lib/aws-batch';
import { InstanceType } from 'aws-cdk-lib/aws-ec2';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage, LogDriver } from 'aws-cdk-lib/aws-ecs';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { STORE_VARIABLE } from '../store/environment.ts';
import { TRAINER_VARIABLE } from '../trial/environment.ts';
import { instanceTemplate } from './instance.ts';
import type { Network } from './network.ts';
import type { Storage } from './storage.ts';
import { acknowledgeWildcard } from './wildcard.ts';

export interface ComputeProps {
  readonly network: Network;
  readonly storage: Storage;
  /** Folder of the project: the container image is built from it. */
  readonly projectRoot: string;
  readonly trainer: string;
  /** Upper bound of the burst; the account's spot quota for G instances bounds it as well. */
  readonly maxVcpus: number;
}

/** One NVIDIA GPU and four vCPUs each (T4, A10G, L4); Batch takes whichever spot pool is cheap and deep. */
const GPU_INSTANCES = ['g4dn.xlarge', 'g5.xlarge', 'g6.xlarge'];

/** A Batch queue over spot GPUs that shrinks to nothing, and the trainer's job definition. */
export class Compute extends Construct {
  readonly queue: JobQueue;
  readonly trainer: EcsJobDefinition;

  constructor(scope: Construct, id: string, props: ComputeProps) {
    super(scope, id);
    const spot = new ManagedEc2EcsComputeEnvironment(this, 'Spot', {
      vpc: props.network.vpc,
      securityGroups: [props.network.securityGroup],
      spot: true,
      minvCpus: 0,
      maxvCpus: props.maxVcpus,
      allocationStrategy: AllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED,
      instanceTypes: GPU_INSTANCES.map((name) => new InstanceType(name)),
      useOptimalInstanceClasses: false,
      images: [{ imageType: EcsMachineImageType.ECS_AL2023_NVIDIA }],
      launchTemplate: instanceTemplate(this, 'Instance'),
    });
    Validations.of(spot).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role]',
      reason:
        'The policy that AWS documents for instances of Batch. A narrower one would have to name the ECS cluster, ' +
        'which Batch makes under a name it does not document. ' +
        'https://docs.aws.amazon.com/batch/latest/userguide/instance_IAM_role.html',
    });
    this.queue = new JobQueue(this, 'Queue', { computeEnvironments: [{ computeEnvironment: spot, order: 1 }] });
    this.trainer = new EcsJobDefinition(this, 'Trainer', {
      container: this.container(props),
      propagateTags: true,
      // A reclaimed instance is tried again; the trainer's own errors are not. Without the last rule Batch retries all:
      // https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
      retryAttempts: 5,
      retryStrategies: [
        RetryStrategy.of(Action.RETRY, Reason.SPOT_INSTANCE_RECLAIMED),
        RetryStrategy.of(Action.RETRY, Reason.CANNOT_PULL_CONTAINER),
        RetryStrategy.of(Action.EXIT, Reason.custom({ onReason: '*' })),
      ],
    });
  }

  private container({ storage, projectRoot, trainer }: ComputeProps): EcsEc2ContainerDefinition {
    const jobRole = new Role(this, 'TrainerRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    storage.grantReadWrite(jobRole);
    const container = new EcsEc2ContainerDefinition(this, 'Container', {
      image: ContainerImage.fromAsset(projectRoot, {
        file: 'containers/trainer/Dockerfile',
        platform: Platform.LINUX_AMD64,
      }),
      cpu: 4,
      memory: Size.gibibytes(14),
      gpu: 1,
      jobRole,
      logging: LogDriver.awsLogs({
        streamPrefix: 'trainer',
        logGroup: new LogGroup(this, 'Logs', { retention: RetentionDays.ONE_MONTH }),
      }),
      environment: {
        [STORE_VARIABLE]: storage.location,
        [TRAINER_VARIABLE]: trainer,
        AWS_REGION: Stack.of(this).region,
      },
    });
    acknowledgeWildcard(
      container.executionRole,
      '*',
      'ecr:GetAuthorizationToken takes no resource; images are pulled from the one repository. ' +
        'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html',
    );
    return container;
  }
}
