import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type AddonManifest, MANIFEST_FILE, packageFolder } from '../addon.ts';
import { TENSORFLOW_VERSION } from './cache.ts';
import { compileAddon } from './compile.ts';
import { installCuda } from './cuda.ts';
import type { Device } from './device.ts';
import { extractTensorFlow } from './extract.ts';
import { downloadWheel } from './pip.ts';
import { probeAddon } from './probe.ts';
import { tensorflowWheel } from './requirements.ts';

/**
 * Makes `folder` hold TensorFlow's libraries, CUDA's if need be, and the addon bound to them.
 *
 * The folder appears whole or not at all, and an addon that does not load never gets there. Of two set-ups at once,
 * the first to finish provides the folder and both use it.
 *
 * @throws with the reason when the wheel, a compiler or the disk space cannot be had, or the addon does not load.
 */
export async function buildTensorFlow(folder: string, device: Device, say: (line: string) => void): Promise<void> {
  const wheel = tensorflowWheel(device);
  const cache = dirname(folder);
  mkdirSync(cache, { recursive: true });
  requireSpace(cache, wheel.diskMegabytes);

  const scratch = mkdtempSync(join(cache, `${basename(folder)}.`));
  const clear = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', clear);
  try {
    say(`downloading (${wheel.megabytes} MB) ...`);
    const file = await downloadWheel(wheel, scratch);
    say(`extracting its libraries to ${folder} ...`);
    const draft = join(scratch, 'draft');
    await extractTensorFlow(file, draft);
    rmSync(file);
    if (device === 'cuda') {
      say('fetching the libraries of CUDA and cuDNN ...');
      await installCuda(draft);
    }
    say('compiling the addon ...');
    await compileAddon(join(packageFolder(), 'binding'), draft, scratch, say);
    const version = await probeAddon(join(draft, 'tfjs_binding.node'));
    if (version !== TENSORFLOW_VERSION) throw new Error(`the wheel holds TensorFlow ${version}`);
    writeFileSync(join(draft, MANIFEST_FILE), JSON.stringify({ version, device } satisfies AddonManifest));
    publish(draft, folder);
  } finally {
    process.removeListener('exit', clear);
    clear();
  }
}

function publish(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(join(folder, MANIFEST_FILE))) throw error;
  }
}

function requireSpace(cache: string, megabytes: number): void {
  const { bavail, bsize } = statfsSync(cache);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < megabytes) throw new Error(`${cache} has ${free} MB free, ${megabytes} are needed`);
}
