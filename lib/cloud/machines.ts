import { EcsMachineImageType } from 'aws-cdk-lib/aws-batch';

/** Instances that jobs of one kind run on. All are x86-64, as the trainer's image is. */
export interface Machines {
  readonly types: readonly string[];
  /**
   * Named, never left to Batch: an image without NVIDIA's driver cannot join the environment of a GPU.
   * https://docs.aws.amazon.com/batch/latest/userguide/batch-gpu-ami.html
   */
  readonly imageType: EcsMachineImageType;
}

/** One NVIDIA GPU and four vCPUs each: T4, A10G, L4, L40S. Not every region has them all. */
export const GPU_TYPES = ['g4dn.xlarge', 'g5.xlarge', 'g6.xlarge', 'g6e.xlarge'] as const;

export type GpuType = (typeof GPU_TYPES)[number];

export const gpuMachines = (types: readonly GpuType[]): Machines => ({
  types,
  imageType: EcsMachineImageType.ECS_AL2023_NVIDIA,
});

/**
 * Two vCPUs each, so that a job has its machine to itself while it measures; at least four GiB. All have one processor,
 * Intel's Ice Lake: a latency measured on one holds on the others, and a training that moves rounds as before.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/co.html
 */
export const CPU_MACHINES: Machines = {
  types: ['c6i.large', 'm6i.large', 'r6i.large'],
  imageType: EcsMachineImageType.ECS_AL2023,
};
