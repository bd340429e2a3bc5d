import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Capacity, Compute } from './compute.ts';
import { Functions, type FunctionsProps } from './functions.ts';
import { Network, type NetworkProps } from './network.ts';
import { Operations, type OperationsSettings } from './operations.ts';
import { Storage, type StorageProps } from './storage.ts';
import type { Trainers } from './trainers.ts';
import { Workflow } from './workflow.ts';

export interface SpotnasStackProps
  extends StackProps,
    Capacity,
    NetworkProps,
    StorageProps,
    OperationsSettings,
    Pick<FunctionsProps, 'spaceModules'> {
  /** Folder of the project, with its lock file, Lambdas and containers. */
  readonly projectRoot: string;
  readonly trainers: Trainers;
}

/**
 * On everything that the stack makes and on the instances and volumes that Batch starts, with the stack's name. Once it is
 * activated, bills are told apart by it:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export const STACK_TAG = 'spotnas:stack';

/** Everything a search needs in one account; nothing in it costs while idle but stored bytes. */
export class SpotnasStack extends Stack {
  readonly workflow: Workflow;
  readonly functions: Functions;

  constructor(scope: Construct, id: string, props: SpotnasStackProps) {
    super(scope, id, { description: 'spotnas: neural architecture search on spot GPUs', ...props });
    const storage = new Storage(this, 'Storage', props);
    const network = new Network(this, 'Network', props);
    const compute = new Compute(this, 'Compute', { ...props, network, storage });
    this.functions = new Functions(this, 'Functions', { ...props, storage });
    this.workflow = new Workflow(this, 'Workflow', { functions: this.functions, compute });
    const { stateMachine } = this.workflow;
    const operations = new Operations(this, 'Operations', {
      ...props,
      stateMachine,
      functions: this.functions,
      table: storage.table,
      targets: [compute.gpu, compute.cpu],
    });
    Tags.of(this).add(STACK_TAG, this.stackName);

    // The command line finds these by the stack's name.
    this.output('StateMachineArn', stateMachine.stateMachineArn);
    this.output('BucketName', storage.bucket.bucketName);
    this.output('TableName', storage.table.tableName);
    this.output('TrainerLogGroupName', compute.logGroup.logGroupName);
    this.output('GpuQueueArn', compute.gpu.queueArn);
    this.output('GpuOnDemandQueueArn', compute.gpu.onDemandQueueArn);
    this.output('GpuImageUri', compute.gpuJob.imageUri);
    this.output('CpuQueueArn', compute.cpu.queueArn);
    this.output('CpuOnDemandQueueArn', compute.cpu.onDemandQueueArn);
    this.output('CpuImageUri', compute.cpuJob.imageUri);
    this.output('TopicArn', operations.topic.topicArn);
    if (props.profileTypes.length > 0) this.output('ProfileQueues', this.toJsonString(compute.profiling.targets));
    if (operations.dashboard) this.output('DashboardName', operations.dashboard.dashboardName);
  }

  private output(id: string, value: string): void {
    new CfnOutput(this, id, { value });
  }
}
