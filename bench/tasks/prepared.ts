import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { importData } from '../../lib/data/import.ts';
import { loadSplit } from '../../lib/data/load.ts';
import { dataSource } from '../../lib/data/source.ts';
import { problemOf } from '../../lib/pipeline/context.ts';
import { openStores } from '../../lib/store/open.ts';

/** A data set as a trial sees it, read the way a search reads it, in a store that is gone afterwards. */
export async function withData<T>(
  data: z.input<typeof dataSource>,
  use: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'spotnas-task-'));
  try {
    const { artefacts } = await openStores(`file:${home}`);
    const manifest = await importData(artefacts, dataSource.parse(data));
    const [train, validation, test] = await Promise.all(
      (['train', 'validation', 'test'] as const).map((split) => loadSplit(artefacts, manifest, split)),
    );
    return await use({ manifest, problem: problemOf(manifest), train: train!, validation: validation!, test: test! });
  } finally {
    rmSync(home, { recursive: true });
  }
}

type Split = Awaited<ReturnType<typeof loadSplit>>;

export interface Prepared {
  readonly manifest: Awaited<ReturnType<typeof importData>>;
  readonly problem: ReturnType<typeof problemOf>;
  readonly train: Split;
  readonly validation: Split;
  readonly test: Split;
}
