import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addonPath } from '../addon.ts';

/** Points tfjs-node at the addon in a build folder. Atomic: a process that loads it meanwhile finds the old or the new. */
export function linkAddon(folder: string, link = addonPath()): void {
  mkdirSync(dirname(link), { recursive: true });
  const draft = `${link}.${process.pid}`;
  rmSync(draft, { force: true });
  symlinkSync(join(folder, 'tfjs_binding.node'), draft);
  renameSync(draft, link);
}
