import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AddonManifest, addonPath, MANIFEST_FILE, packageFolder } from '../addon.ts';
import { probeAddon } from './probe.ts';
import { run } from './run.ts';

/** Lets tfjs-node install the TensorFlow it was published with. @returns that version. @throws when it cannot be had. */
export async function installStock(): Promise<string> {
  const addon = addonPath();
  // A link here leads into the cache, and the download would be written through it.
  rmSync(addon, { force: true });
  try {
    await run(process.execPath, ['scripts/install.js'], { cwd: packageFolder(), minutes: 5 });
    const version = await probeAddon(addon);
    const manifest: AddonManifest = { version, device: 'cpu' };
    writeFileSync(join(dirname(addon), MANIFEST_FILE), JSON.stringify(manifest));
    return version;
  } catch (error) {
    rmSync(addon, { force: true });
    throw error;
  }
}
