import { EcsMachineImageType } from 'aws-cdk-lib/aws-batch';
import type { Machines } from './machines.ts';

/** An instance type that latencies can be measured on. */
export interface ProfileMachine {
  readonly machines: Machines;
  /** All that it has: a job that takes them has the machine to itself. */
  readonly vcpus: number;
  /** Which trainer runs on it. */
  readonly device: 'cuda' | 'cpu';
}

/** Families with NVIDIA GPUs that the trainer's CUDA supports; a trainer takes four vCPUs and 14 GiB of them. */
const GPU = /^g(?:4dn|5|6|6e)\.(?:[1-9]\d*)?xlarge$/;

/**
 * Families with processors alone, two vCPUs and about four GiB at least. A `g` behind the generation means ARM:
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const CPU = /^[cdhimrtxz]\d+(?!g)[a-z]*(?:-flex)?\.(?:large|(?:[1-9]\d*)?xlarge)$/;

/** What is known of an instance type by its name; undefined for those that the trainer's x86-64 images do not run on. */
export function profileMachine(type: string): ProfileMachine | undefined {
  const gpu = GPU.test(type);
  if (!gpu && !CPU.test(type)) return undefined;
  const imageType = gpu ? EcsMachineImageType.ECS_AL2023_NVIDIA : EcsMachineImageType.ECS_AL2023;
  return { machines: { types: [type], imageType }, vcpus: vcpusOf(type), device: gpu ? 'cuda' : 'cpu' };
}

/** Two for `large`, four for each x of those above it. */
function vcpusOf(type: string): number {
  const [, xlarge, times] = /\.((\d*)x)?large$/.exec(type)!;
  return xlarge ? 4 * Number(times || 1) : 2;
}
