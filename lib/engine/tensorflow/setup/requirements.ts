import { join, resolve } from 'node:path';
import type { Device } from './device.ts';

const folder = resolve(import.meta.dirname, '../../../../containers/trainer/requirements');

/** The wheel that holds TensorFlow's shared libraries, as pip selects it. */
export interface Wheel {
  /** Requirements file with version and sha256. */
  readonly requirements: string;
  /** The oldest platform tag it serves: glibc 2.27. */
  readonly platform: string;
  /** To download, CUDA's libraries included. */
  readonly megabytes: number;
  /** What lies side by side on the disk while it is set up, a downloaded compiler included. */
  readonly diskMegabytes: number;
}

const machines: Record<string, string> = { x64: 'x86_64', arm64: 'aarch64' };
const sizes: Record<Device, Pick<Wheel, 'megabytes' | 'diskMegabytes'>> = {
  cpu: { megabytes: 274, diskMegabytes: 1_700 },
  cuda: { megabytes: 2_460, diskMegabytes: 7_000 },
};

/** @throws when TensorFlow publishes no wheel for the machine. */
export function tensorflowWheel(
  device: Device,
  platform: string = process.platform,
  arch: string = process.arch,
): Wheel {
  const machine = machines[arch];
  const published = platform === 'linux' && machine !== undefined && (device === 'cpu' || arch === 'x64');
  if (!published) {
    const available = 'linux x64 (cpu, cuda) and linux arm64 (cpu)';
    throw new Error(`there is no TensorFlow for ${platform} ${arch} (${device}); there is one for ${available}`);
  }
  return {
    requirements: join(folder, `tensorflow-${device}.txt`),
    platform: `manylinux_2_27_${machine}`,
    ...sizes[device],
  };
}

/** CUDA's and cuDNN's libraries, which TensorFlow's wheel does not hold. */
export const cudaRequirements = join(folder, 'cuda.txt');

/** A compiler as a wheel, for machines that have none. */
export const compilerRequirements = join(folder, 'ziglang.txt');
