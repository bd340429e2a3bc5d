import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Wheel } from './requirements.ts';
import { run } from './run.ts';

const pinned = ['--quiet', '--no-deps', '--require-hashes', '--only-binary=:all:', '--no-cache-dir'];
/** pip unpacks beside its target: gigabytes, which the system's folder for temporary files may not hold. */
const environment = (folder: string) => ({ PIP_DISABLE_PIP_VERSION_CHECK: '1', TMPDIR: folder });

/** Downloads the wheel into a folder, its sha256 checked by pip. @returns the wheel's path. */
export async function downloadWheel(wheel: Wheel, folder: string): Promise<string> {
  const target = ['--implementation', 'cp', '--python-version', '3.11', '--platform', wheel.platform];
  const args = ['download', ...pinned, ...target, '--dest', folder, '--requirement', wheel.requirements];
  await run('python3', ['-m', 'pip', ...args], { minutes: 30, env: environment(folder) });
  const file = readdirSync(folder).find((name) => name.endsWith('.whl'));
  if (!file) throw new Error(`pip left no wheel for ${wheel.platform}`);
  return join(folder, file);
}

/** Installs pinned packages into a folder of their own; nothing else on the machine changes. */
export async function installInto(folder: string, requirements: string): Promise<void> {
  const args = ['install', ...pinned, '--target', folder, '--requirement', requirements];
  await run('python3', ['-m', 'pip', ...args], { minutes: 20, env: environment(dirname(folder)) });
}
