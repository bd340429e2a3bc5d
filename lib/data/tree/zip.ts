import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { DataError } from '../errors.ts';
import type { LocalFile } from '../files/local.ts';
import { type Entry, normalised } from './entry.ts';
import { type Member, readAt, readDirectory } from './zip-directory.ts';

const inflate = promisify(inflateRaw);

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

/**
 * The files of a zip archive, in the order of its directory; each is read from its place when it is asked for.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @throws DataError when it is none, broken, cut off or packed in a way that nobody uses
 */
export async function* zipEntries(file: LocalFile): AsyncGenerator<Entry> {
  await using handle = await open(file.path);
  const fault = (got: string, allowed: string) =>
    new DataError({ field: file.field, got: `${file.name}, ${got}`, allowed });
  const members = await readDirectory(handle).catch((error: RangeError) => {
    throw fault(`which is broken or cut off: ${error.message}`, 'a whole .zip archive');
  });
  for (const member of members) {
    const read = () =>
      readMember(handle, member).catch((error: Error) => {
        throw fault(
          `whose entry ${member.path} is broken: ${error.message}`,
          'a .zip archive that unzip -t finds whole',
        );
      });
    yield { path: normalised(member.path), read };
  }
}

async function readMember(handle: FileHandle, member: Member): Promise<Buffer> {
  if (member.flags & ENCRYPTED) throw new RangeError('it is encrypted');
  const header = await readAt(handle, member.offset, LOCAL_HEADER_BYTES);
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw new RangeError('it does not begin where the directory says');
  const at = member.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await readAt(handle, at, member.packedBytes);
  const bytes = await unpack(packed, member);
  if (bytes.length !== member.bytes) throw new RangeError(`it has ${bytes.length} bytes, not ${member.bytes}`);
  if (crc32(bytes) !== member.crc) throw new RangeError('its checksum (CRC-32) differs');
  return bytes;
}

async function unpack(packed: Buffer, { method, bytes }: Member): Promise<Buffer> {
  if (method === STORED) return packed;
  if (method === DEFLATED) return inflate(packed, { maxOutputLength: Math.max(1, bytes) });
  throw new RangeError(`it is packed with method ${method}; only stored and deflated entries can be read`);
}
