import { stat } from 'node:fs/promises';
import { DataError } from '../errors.ts';
import { headOf, isGzip, type LocalFile, unreadable } from '../files/local.ts';
import { type Entry, isLitter } from './entry.ts';
import { folderEntries } from './folder.ts';
import { tarEntries } from './tar.ts';
import { zipEntries } from './zip.ts';

export const TREES = 'a folder, or a .tar, .tar.gz, .tgz or .zip archive';

const ZIP = ['504b0304', '504b0506'];
const isZip = (head: Buffer) => ZIP.includes(head.toString('hex', 0, 4));

/** https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
const USTAR = 'ustar';
const USTAR_AT = 257;

/**
 * The entries of a folder or an archive, one after the other; an archive is neither unpacked nor held in memory. Hidden
 * files and what else computers leave behind is left out.
 * @throws DataError when it cannot be read, is broken, or is neither
 */
export async function* entriesOf(file: LocalFile): AsyncGenerator<Entry> {
  for await (const entry of await open(file)) if (!isLitter(entry)) yield entry;
}

async function open(file: LocalFile): Promise<AsyncIterable<Entry>> {
  const found = await find(file);
  if (found.isDirectory()) return folderEntries(file);
  if (found.size === 0) throw new DataError({ field: file.field, got: `${file.name}, which is empty`, allowed: TREES });
  return isZip(await headOf(file, 4)) ? zipEntries(file) : tarEntries(file);
}

const find = (file: LocalFile) =>
  stat(file.path).catch((error: unknown) => {
    throw unreadable(file, error);
  });

/** Whether a file is a folder or an archive, by its first bytes; any gzipped file is taken for a tar archive. */
export async function isTree(file: LocalFile): Promise<boolean> {
  if ((await find(file)).isDirectory()) return true;
  const head = await headOf(file, USTAR_AT + USTAR.length);
  return isGzip(head) || isZip(head) || head.toString('latin1', USTAR_AT) === USTAR;
}

/** For messages: an entry of an archive, a file of a folder. */
export const placeOf = ({ name }: LocalFile, path: string): string => `${name.replace(/\/$/, '')}/${path}`;
