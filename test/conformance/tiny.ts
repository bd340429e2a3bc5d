import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSearch } from '../../lib/local/run.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { openStores } from '../../lib/store/open.ts';
import { tinySpec } from '../local/search.ts';
import { outcomeOf, type SearchOutcome } from './outcome.ts';

/** Three generations of two trials, then one finalist; about 16 optimiser steps each. */
export const specOf = (overrides: object = {}) =>
  parseSpecification(
    tinySpec({
      recipe: { epochs: 2, trainExamples: 256 },
      strategy: { name: 'regularised-evolution', population: 2, initial: 2, sample: 2 },
      generation: 2,
      ...overrides,
    }),
    'tiny.json',
  );

/** What the search ends with on this computer, without AWS: what an execution on AWS must end with, too. */
export async function localOutcome(id: string, spec = specOf()): Promise<SearchOutcome> {
  const home = mkdtempSync(join(tmpdir(), 'spotnas-conformance-'));
  try {
    await runSearch({ home, id, spec, workers: 2 });
    return await outcomeOf(await openStores(`file:${home}`), id);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
