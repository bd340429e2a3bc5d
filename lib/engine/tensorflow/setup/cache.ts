import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Device } from './device.ts';

/** TensorFlow as this project pins it; the wheels are in containers/trainer/requirements. */
export const TENSORFLOW_VERSION = '2.21.0';

/** Folder for what is costly to make and the same for every clone: `SPOTNAS_CACHE`, else the user's cache folder. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.SPOTNAS_CACHE) return environment.SPOTNAS_CACHE;
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'spotnas');
}

/** Folder of one build of TensorFlow, e.g. `<cache>/tensorflow-2.21.0-cpu-x64`. */
export function buildFolder(device: Device, cache = cacheFolder(), arch: string = process.arch): string {
  return join(cache, `tensorflow-${TENSORFLOW_VERSION}-${device}-${arch}`);
}
