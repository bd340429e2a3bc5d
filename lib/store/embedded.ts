import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileArtefacts } from './files/artefacts.ts';
import type { Stores } from './ports.ts';
import { openDatabase } from './sqlite/database.ts';
import { sqliteTrials } from './sqlite/trial-store.ts';

/** The stores in a folder of this computer: trials in `trials.sqlite`, bytes under `artefacts`. */
export async function openEmbedded(folder: string): Promise<Stores> {
  const home = resolve(folder);
  await mkdir(home, { recursive: true });
  return {
    trials: sqliteTrials(await openDatabase(join(home, 'trials.sqlite'))),
    artefacts: fileArtefacts({ root: join(home, 'artefacts'), drafts: join(home, 'drafts') }),
  };
}
