import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileArtefacts } from './files/artefacts.ts';
import { removeAbandoned } from './files/drafts.ts';
import type { Stores } from './ports.ts';
import { openDatabase } from './sqlite/database.ts';
import { sqliteLedger } from './sqlite/ledger.ts';
import { sqliteTrials } from './sqlite/trial-store.ts';

/** The stores in a folder of this computer: trials and payments in `trials.sqlite`, bytes under `artefacts`. */
export async function openEmbedded(folder: string): Promise<Stores> {
  const home = resolve(folder);
  await mkdir(home, { recursive: true });
  const drafts = join(home, 'drafts');
  await removeAbandoned(drafts);
  const database = await openDatabase(join(home, 'trials.sqlite'));
  return {
    trials: sqliteTrials(database),
    ledger: sqliteLedger(database),
    artefacts: fileArtefacts({ root: join(home, 'artefacts'), drafts }),
  };
}
