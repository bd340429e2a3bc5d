import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Dataset } from '../../lib/data/dataset.ts';
import { Files } from '../../lib/data/files/files.ts';
import { importData } from '../../lib/data/import.ts';
import { loadSplit } from '../../lib/data/load.ts';
import { type DataSpec, dataSource } from '../../lib/data/source.ts';
import { readSource } from '../../lib/data/sources/read.ts';
import type { SplitName } from '../../lib/data/split.ts';
import { openStores } from '../../lib/store/open.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spotnas-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A source with every default filled in. */
export const specOf = (written: object): DataSpec => dataSource.parse(written);

/** What a source holds. */
export async function read(written: object): Promise<Dataset> {
  await using files = new Files();
  // Awaited here: the files are gone when this returns.
  return await readSource(specOf(written), { files, onProgress: () => {} });
}

/** Imports a source into a store of its own. */
export async function imported(written: object, onProgress: (read: number) => void = () => {}) {
  const { artefacts } = await openStores(`file:${temporaryFolder()}`);
  const manifest = await importData(artefacts, specOf(written), { onProgress });
  return { artefacts, manifest, load: (split: SplitName) => loadSplit(artefacts, manifest, split) };
}
