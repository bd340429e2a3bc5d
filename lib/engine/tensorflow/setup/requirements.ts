import { join, resolve } from 'node:path';
import type { Device } from './cache.ts';

const folder = resolve(import.meta.dirname, '../../../../containers/trainer/requirements');

/** The wheel that holds TensorFlow's shared libraries, as pip selects it. */
export interface Wheel {
  /** Requirements file with version and sha256. */
  readonly requirements: string;
  /** The oldest platform tag it serves: glibc 2.27. */
  readonly platform: string;
  readonly megabytes: number;
}

const machines: Record<string, string> = { x64: 'x86_64', arm64: 'aarch64' };
const sizes: Record<Device, number> = { cpu: 274, cuda: 572 };

/** @throws when TensorFlow publishes no wheel for the machine. */
export function tensorflowWheel(
  device: Device,
  platform: string = process.platform,
  arch: string = process.arch,
): Wheel {
  const machine = machines[arch];
  const published = platform === 'linux' && machine !== undefined && (device === 'cpu' || arch === 'x64');
  if (!published) throw new Error(`there is no wheel for ${platform} ${arch}; linux x64 and arm64 have one`);
  return {
    requirements: join(folder, `tensorflow-${device}.txt`),
    platform: `manylinux_2_27_${machine}`,
    megabytes: sizes[device],
  };
}

/** A compiler as a wheel, for machines that have none. */
export const compilerRequirements = join(folder, 'ziglang.txt');
