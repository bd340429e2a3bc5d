import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Compute } from './compute.ts';
import { Functions } from './functions.ts';
import { Network } from './network.ts';
import { Storage } from './storage.ts';
import { Workflow } from './workflow.ts';

export interface SpotnasStackProps extends StackProps {
  /** Folder of the project, with its lock file, Lambdas and containers. */
  readonly projectRoot: string;
  /** The trainer's engine fingerprint (lib/engine/load.ts), part of every trial key. */
  readonly trainer: string;
  /** Upper bound of a burst in vCPUs; every trainer takes four. */
  readonly maxVcpus: number;
}

/** Everything a search needs in one account; nothing in it costs while idle but stored bytes. */
export class SpotnasStack extends Stack {
  readonly workflow: Workflow;
  readonly functions: Functions;

  constructor(scope: Construct, id: string, props: SpotnasStackProps) {
    super(scope, id, { description: 'spotnas: neural architecture search on spot GPUs', ...props });
    const { projectRoot, trainer, maxVcpus } = props;
    const storage = new Storage(this, 'Storage');
    const network = new Network(this, 'Network');
    const compute = new Compute(this, 'Compute', { network, storage, projectRoot, trainer, maxVcpus });
    this.functions = new Functions(this, 'Functions', { storage, projectRoot, trainer });
    this.workflow = new Workflow(this, 'Workflow', { functions: this.functions, compute });

    new CfnOutput(this, 'StateMachineArn', { value: this.workflow.stateMachine.stateMachineArn });
    new CfnOutput(this, 'BucketName', { value: storage.bucket.bucketName });
    new CfnOutput(this, 'TableName', { value: storage.table.tableName });
    new CfnOutput(this, 'JobQueueArn', { value: compute.queue.jobQueueArn });
  }
}
