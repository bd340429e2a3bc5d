import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addonPath, readManifest } from '../addon.ts';
import { buildTensorFlow } from './build.ts';
import { buildFolder, TENSORFLOW_VERSION } from './cache.ts';
import type { Device } from './device.ts';
import { linkAddon } from './link.ts';
import { probeAddon } from './probe.ts';
import type { SetupSteps } from './setup.ts';
import { installStock } from './stock.ts';

const loads = (addon: string) =>
  probeAddon(addon).then(
    () => true,
    () => false,
  );

/** Setup on this machine, for the device demanded or else for the CPU. `say` hears what takes long. */
export function setupSteps(device: Device | undefined, say: (line: string) => void): SetupSteps {
  return {
    installed() {
      const manifest = readManifest();
      return device && manifest?.device !== device ? undefined : manifest?.version;
    },
    loads: () => loads(addonPath()),
    async tensorflow() {
      const built = device ?? 'cpu';
      const folder = buildFolder(built);
      const addon = join(folder, 'tfjs_binding.node');
      if (readManifest(addon) && !(await loads(addon))) {
        say(`${folder} does not load: building it anew`);
        rmSync(folder, { recursive: true, force: true });
      }
      if (!readManifest(addon)) {
        await buildTensorFlow(folder, built, (line) => say(`TensorFlow ${TENSORFLOW_VERSION}: ${line}`));
      }
      linkAddon(folder);
    },
    async stock() {
      say(`TensorFlow ${TENSORFLOW_VERSION} cannot be had: trying the one that tfjs-node downloads ...`);
      await installStock();
    },
  };
}
