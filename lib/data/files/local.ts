import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { PATHS } from '../address.ts';
import { DataError } from '../errors.ts';

/** A file of this computer that stands for a path of a specification. */
export interface LocalFile {
  /** Of the specification: `images` for `data.images`. */
  readonly field: string;
  /** As the specification has it. */
  readonly name: string;
  /** Where its bytes are. */
  readonly path: string;
}

const GZIP = 0x1f8b;

/** The first bytes of a file. @throws DataError when it cannot be read */
export async function headOf(file: LocalFile, length: number): Promise<Buffer> {
  try {
    await using handle = await open(file.path);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    throw unreadable(file, error);
  }
}

export const isGzip = (head: Buffer): boolean => head.length > 1 && head.readUInt16BE(0) === GZIP;

/** The bytes of a file, piece by piece; gzipped ones are unpacked. @throws DataError when it cannot be read */
export async function* bytesOf(file: LocalFile): AsyncGenerator<Buffer> {
  const gzipped = isGzip(await headOf(file, 2));
  const source: ReadStream = createReadStream(file.path);
  const stream = gzipped ? source.pipe(createGunzip()) : source;
  source.once('error', (error) => stream.destroy(error));
  try {
    yield* stream as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw gzipped && code?.startsWith('Z_') ? broken(file, error) : unreadable(file, error);
  } finally {
    source.destroy();
  }
}

const broken = ({ field, name }: LocalFile, error: unknown) =>
  new DataError(
    { field, got: `${name}, whose gzip is broken or cut off`, allowed: `a whole file (${(error as Error).message})` },
    { cause: error },
  );

/** What to say of a file that the system does not let us read. */
export function unreadable({ field, name }: Pick<LocalFile, 'field' | 'name'>, error: unknown): DataError {
  const { code, message } = error as NodeJS.ErrnoException;
  const allowed = `${PATHS}, to be read where the search trains (${REASONS[code ?? ''] ?? message})`;
  return new DataError({ field, got: name, allowed }, { cause: error });
}

/** https://nodejs.org/api/errors.html#common-system-errors */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is none',
  EACCES: 'its permissions forbid it',
  EPERM: 'its permissions forbid it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file stands where a folder should',
  EMFILE: 'too many files are open',
};
