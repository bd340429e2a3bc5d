import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { checkKey, folderOf } from '../artefact-key.ts';
import type { ArtefactStore } from '../ports.ts';

export interface Folders {
  readonly root: string;
  /** Where files are written before they take their place; on the same file system as `root`. */
  readonly drafts: string;
}

/**
 * Artefacts as files below a folder, each at its key. Unlike in S3, a key cannot also be the folder of another key.
 * A draft that a killed process leaves behind is never listed or read (drafts.ts removes it).
 */
export function fileArtefacts({ root, drafts }: Folders): ArtefactStore {
  const pathOf = (key: string) => {
    checkKey(key);
    return resolve(root, key);
  };

  return {
    async put(key, bytes) {
      const path = pathOf(key);
      const draft = join(drafts, randomUUID());
      await Promise.all([mkdir(drafts, { recursive: true }), mkdir(dirname(path), { recursive: true })]);
      try {
        await writeFile(draft, bytes, { flush: true });
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      await syncFolder(dirname(path));
    },

    async get(key) {
      const buffer = await unlessAbsent(readFile(pathOf(key)));
      return buffer && new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    },

    async list(prefix) {
      const folder = join(root, folderOf(prefix));
      const entries = await unlessAbsent(readdir(folder, { recursive: true, withFileTypes: true }));
      return (entries ?? [])
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)))
        .filter((key) => key.startsWith(prefix))
        .sort();
    },

    async delete(key) {
      await unlessAbsent(unlink(pathOf(key)));
    },

    locate: pathOf,
  };
}

/** A new name in a folder survives a loss of power once the folder is synced: https://man7.org/linux/man-pages/man2/fsync.2.html */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path);
  await folder.sync();
}

/** Undefined when there is no such file: nothing stands there, a folder does, or a file stands in the way. */
async function unlessAbsent<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
