import { Size, Stack } from 'aws-cdk-lib';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { STORE_VARIABLE } from '../store/environment.ts';
import { EXPECT_GPU_VARIABLE } from '../trial/environment.ts';
import { instanceTemplate } from './instance.ts';
import type { JobTarget } from './job-target.ts';
import { monthOfLogs } from './logs.ts';
import { CPU_MACHINES, type GpuType, gpuMachines, type Machines } from './machines.ts';
import type { Network } from './network.ts';
import { Profiling } from './profiling.ts';
import type { Storage } from './storage.ts';
import { TrainerJob } from './trainer-job.ts';
import { TrainerQueue } from './trainer-queue.ts';
import { trainerRoles } from './trainer-roles.ts';
import { type Trainers, trainerVariables } from './trainers.ts';

export interface Capacity {
  /** vCPUs of spot GPU instances that run at most; a trainer takes four. */
  readonly maxVcpus: number;
  /** The same of spot CPU instances; a trainer takes two. */
  readonly maxCpuVcpus: number;
  /** The same of on-demand instances, for GPUs and CPUs each. */
  readonly maxOnDemandVcpus: number;
  readonly gpuTypes: readonly GpuType[];
  /** Instance types to measure latencies on, on demand. */
  readonly profileTypes: readonly string[];
}

export interface ComputeProps extends Capacity {
  readonly network: Network;
  readonly storage: Storage;
  /** Folder of the project: the container images are built from it. */
  readonly projectRoot: string;
  readonly trainers: Trainers;
}

/** Batch: GPUs for training, CPUs for measuring latencies and for tiny searches, each on spot and on demand. */
export class Compute extends Construct {
  readonly gpu: JobTarget;
  readonly cpu: JobTarget;
  readonly gpuJob: TrainerJob;
  readonly cpuJob: TrainerJob;
  readonly profiling: Profiling;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ComputeProps) {
    super(scope, id);
    const { network, storage, projectRoot, trainers } = props;
    const { instanceRole, jobRole, executionRole } = trainerRoles(this);
    storage.grantReadWrite(jobRole);
    storage.grantDelete(jobRole);
    this.logGroup = monthOfLogs(this, 'Logs');
    const environment = {
      [STORE_VARIABLE]: storage.location,
      ...trainerVariables(trainers),
      AWS_REGION: Stack.of(this).region,
    };
    const job = { projectRoot, environment, jobRole, executionRole, logGroup: this.logGroup };
    const cuda = {
      ...job,
      device: 'cuda',
      vcpus: 4,
      gpus: 1,
      memory: Size.gibibytes(14),
      environment: { ...environment, [EXPECT_GPU_VARIABLE]: '1' },
    } as const;
    this.gpuJob = new TrainerJob(this, 'GpuTrainer', cuda);
    // The smallest machine has four GiB, some of which its system takes:
    // https://docs.aws.amazon.com/batch/latest/userguide/memory-management.html
    const cpu = { ...job, device: 'cpu', vcpus: 2, memory: Size.gibibytes(3) } as const;
    this.cpuJob = new TrainerJob(this, 'CpuTrainer', cpu);

    const template = instanceTemplate(this, 'Instance');
    const queue = (name: string, machines: Machines, spot: boolean, maxVcpus: number) =>
      new TrainerQueue(this, name, { network, machines, spot, maxVcpus, template, instanceRole }).jobQueueArn;
    const gpus = gpuMachines(props.gpuTypes);
    this.gpu = {
      queueArn: queue('GpuSpot', gpus, true, props.maxVcpus),
      onDemandQueueArn: queue('GpuOnDemand', gpus, false, props.maxOnDemandVcpus),
      definitionArn: this.gpuJob.definition.jobDefinitionArn,
    };
    this.cpu = {
      queueArn: queue('CpuSpot', CPU_MACHINES, true, props.maxCpuVcpus),
      onDemandQueueArn: queue('CpuOnDemand', CPU_MACHINES, false, props.maxOnDemandVcpus),
      definitionArn: this.cpuJob.definition.jobDefinitionArn,
    };
    const profiles = { types: props.profileTypes, jobs: { cuda, cpu }, network, template, instanceRole };
    this.profiling = new Profiling(this, 'Profiling', profiles);
  }
}
