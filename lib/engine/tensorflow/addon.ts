import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Device } from './setup/device.ts';

/** What setup writes beside an addon that it has seen load. */
export interface AddonManifest {
  /** TensorFlow's own version, e.g. `2.21.0`. */
  readonly version: string;
  readonly device: Device;
}

export const MANIFEST_FILE = 'manifest.json';

/** Folder of the installed package `@tensorflow/tfjs-node`. */
export function packageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'));
}

/** Where tfjs-node looks for its native addon; setup makes this a link into its cache. */
export function addonPath(folder = packageFolder()): string {
  return join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
}

/** The manifest of the addon in use, or undefined when setup has not provided one. */
export function readManifest(addon = addonPath()): AddonManifest | undefined {
  if (!existsSync(addon)) return undefined;
  const manifest = join(dirname(realpathSync(addon)), MANIFEST_FILE);
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : undefined;
}
