import type { Backend } from './detect.ts';
import { DEVICE_VARIABLE } from './setup/device.ts';

/** What tfjs-node's backend says of its device. */
export interface DeviceInfo {
  readonly isUsingGpuDevice: boolean;
}

/** There is no GPU where there should be one. */
export class NoGpuError extends Error {
  override readonly name = 'NoGpuError';
}

/**
 * A CUDA build that finds no GPU computes on the CPU without a word, under a version that promises a GPU.
 *
 * @throws NoGpuError when that is so.
 */
export function requireGpu({ version }: Pick<Backend, 'version'>, { isUsingGpuDevice }: DeviceInfo): void {
  if (!version.endsWith('-cuda') || isUsingGpuDevice) return;
  throw new NoGpuError(
    `TensorFlow ${version} finds no GPU; \`${DEVICE_VARIABLE}=cpu npm run setup\` sets up the CPU's`,
  );
}
