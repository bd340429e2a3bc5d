import type { ArtefactStore, Stores } from '../../lib/store/ports.ts';
import { openDatabase } from '../../lib/store/sqlite/database.ts';
import { sqliteLedger } from '../../lib/store/sqlite/ledger.ts';
import { sqliteTrials } from '../../lib/store/sqlite/trial-store.ts';

/** The embedded stores without a disk, with what `artefacts` holds. */
export async function memoryStores(artefacts: ReadonlyMap<string, Uint8Array>): Promise<Stores> {
  const database = await openDatabase(':memory:');
  return {
    trials: sqliteTrials(database),
    ledger: sqliteLedger(database),
    artefacts: memoryArtefacts(new Map(artefacts)),
  };
}

export function memoryArtefacts(kept: Map<string, Uint8Array>): ArtefactStore {
  return {
    put: async (key, bytes) => void kept.set(key, bytes),
    get: async (key) => kept.get(key),
    list: async (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)).sort(),
    delete: async (key) => void kept.delete(key),
    locate: (key) => `memory:${key}`,
  };
}
