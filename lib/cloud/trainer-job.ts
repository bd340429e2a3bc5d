import { Duration, type Size } from 'aws-cdk-lib';
import { Action, EcsEc2ContainerDefinition, EcsJobDefinition, Reason, RetryStrategy } from 'aws-cdk-lib/aws-batch';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage, LogDriver } from 'aws-cdk-lib/aws-ecs';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { INTERRUPTED } from '../trial/exit-codes.ts';

export interface TrainerJobProps {
  /** Folder of the project: the container image is built from it. */
  readonly projectRoot: string;
  /** What the image is built for, the build argument DEVICE. */
  readonly device: 'cuda' | 'cpu';
  readonly vcpus: number;
  readonly memory: Size;
  readonly gpus?: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What the trainer may do. */
  readonly jobRole: IRole;
  /** What starts the trainer may do: pull its image, write its log. */
  readonly executionRole: IRole;
  readonly logGroup: ILogGroup;
  /** Of one attempt; Batch tries it no further. */
  readonly timeout?: Duration;
}

/** Longer than any training, so that one that hangs does not run for ever. */
const ATTEMPT_TIMEOUT = Duration.hours(12);

/** The trainer's image and job definition for one kind of device. */
export class TrainerJob extends Construct {
  readonly imageUri: string;
  readonly definition: EcsJobDefinition;

  constructor(scope: Construct, id: string, props: TrainerJobProps) {
    super(scope, id);
    const image = new DockerImageAsset(this, 'Image', {
      directory: props.projectRoot,
      file: 'containers/trainer/Dockerfile',
      buildArgs: { DEVICE: props.device },
      platform: Platform.LINUX_AMD64,
    });
    this.imageUri = image.imageUri;
    this.definition = new EcsJobDefinition(this, 'Definition', {
      container: new EcsEc2ContainerDefinition(this, 'Container', {
        image: ContainerImage.fromDockerImageAsset(image),
        cpu: props.vcpus,
        memory: props.memory,
        ...(props.gpus && { gpu: props.gpus }),
        environment: { ...props.environment },
        jobRole: props.jobRole,
        executionRole: props.executionRole,
        logging: LogDriver.awsLogs({ streamPrefix: props.device, logGroup: props.logGroup }),
      }),
      propagateTags: true,
      timeout: props.timeout ?? ATTEMPT_TIMEOUT,
      // A reclaimed instance is tried again, whether the trainer saw the end coming or not; the trainer's own errors are
      // not. Without the last rule Batch retries all: https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
      retryAttempts: 5,
      retryStrategies: [
        RetryStrategy.of(Action.RETRY, Reason.SPOT_INSTANCE_RECLAIMED),
        RetryStrategy.of(Action.RETRY, Reason.custom({ onExitCode: String(INTERRUPTED) })),
        RetryStrategy.of(Action.RETRY, Reason.CANNOT_PULL_CONTAINER),
        RetryStrategy.of(Action.EXIT, Reason.custom({ onReason: '*' })),
      ],
    });
  }
}
