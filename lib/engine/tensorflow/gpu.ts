import type { Backend } from './detect.ts';
import { DEVICE_VARIABLE } from './setup/device.ts';

/** What tfjs-node's backend says of its device. */
export interface DeviceInfo {
  readonly isUsingGpuDevice: boolean;
}

/**
 * A CUDA build that finds no GPU computes on the CPU without a word, under a version that promises a GPU.
 *
 * @throws when that is so.
 */
export function requireGpu({ version }: Pick<Backend, 'version'>, { isUsingGpuDevice }: DeviceInfo): void {
  if (!version.endsWith('-cuda') || isUsingGpuDevice) return;
  throw new Error(`TensorFlow ${version} finds no GPU; \`${DEVICE_VARIABLE}=cpu npm run setup\` sets up the CPU's`);
}
