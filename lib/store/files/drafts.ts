import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Nobody writes for so long without touching the file. */
const ABANDONED_MS = 24 * 3_600_000;

/**
 * Removes the drafts that killed processes left behind. Their age tells, because processes of other computers or containers
 * may share the folder, whose ids mean nothing here. Should a writer after all come back to a draft that is gone, its put
 * fails and nothing is replaced.
 */
export async function removeAbandoned(drafts: string): Promise<void> {
  const names = await readdir(drafts).catch(() => []);
  await Promise.all(names.map((name) => removeOld(join(drafts, name))));
}

async function removeOld(path: string): Promise<void> {
  // Another opener may be ahead, or the writer done: then there is nothing left to do.
  const changed = await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
  if (changed !== undefined && Date.now() - changed > ABANDONED_MS) await rm(path, { force: true });
}
