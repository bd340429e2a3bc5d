import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import tar from 'tar-stream';
import { DataError } from '../errors.ts';
import { bytesOf, type LocalFile } from '../files/local.ts';
import { type Entry, normalised } from './entry.ts';

/** The files of a tar archive, plain or gzipped, in its order. @throws DataError when it is none, broken or cut off */
export async function* tarEntries(file: LocalFile): AsyncGenerator<Entry> {
  const extract = tar.extract();
  const reading = pipeline(bytesOf(file), extract);
  // It fails with the iteration below, which says so first.
  reading.catch(() => {});
  let last = 'the first entry';
  const fault = (error: unknown) => (error instanceof DataError ? error : brokenTar(file, last, error));
  try {
    for await (const entry of extract) {
      const { name, type } = entry.header;
      const path = normalised(name);
      const read = () =>
        buffer(entry).catch((error: unknown) => {
          throw fault(error);
        });
      if (type === 'file' || type === 'contiguous-file') yield { path, read };
      else if (type === 'directory') yield { path: path.replace(/\/*$/, '/'), read };
      last = path;
      entry.resume();
    }
    await reading;
  } catch (error) {
    throw fault(error);
  }
}

function brokenTar({ field, name }: LocalFile, last: string, error: unknown): DataError {
  const reason = (error as Error).message.replace(/\. Maybe.*/s, '');
  const got = `${name}, which is no tar archive or is broken after ${last}`;
  return new DataError(
    { field, got, allowed: `a whole .tar, .tar.gz, .tgz or .zip archive (${reason})` },
    { cause: error },
  );
}
