import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../errors.ts';
import { type LocalFile, unreadable } from '../files/local.ts';
import type { Entry } from './entry.ts';

/** The files of a folder and of those in it, in the order of their names; links are followed. @throws DataError */
export async function* folderEntries(file: LocalFile): AsyncGenerator<Entry> {
  yield* walk(file, '', []);
}

/** @param above real paths of the folders above, so that a link to one of them is not followed for ever */
async function* walk(file: LocalFile, prefix: string, above: readonly string[]): AsyncGenerator<Entry> {
  const at = (path: string) => ({ field: file.field, name: join(file.name, path) });
  const absolute = (path: string) => join(file.path, path);
  const here = await realpath(absolute(prefix));
  if (above.includes(here)) {
    throw new DataError({
      field: file.field,
      got: `${at(prefix).name}, a link to a folder above`,
      allowed: 'no circle',
    });
  }
  const names = await readdir(here).catch((error: unknown) => {
    throw unreadable(at(prefix), error);
  });
  for (const name of names.sort()) {
    const path = prefix + name;
    const found = await stat(absolute(path)).catch((error: unknown) => {
      throw unreadable(at(path), error);
    });
    if (found.isDirectory()) {
      yield { path: `${path}/`, read: async () => Buffer.alloc(0) };
      yield* walk(file, `${path}/`, [...above, here]);
    } else {
      const read = () =>
        readFile(absolute(path)).catch((error: unknown) => {
          throw unreadable(at(path), error);
        });
      yield { path, read };
    }
  }
}
