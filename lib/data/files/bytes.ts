import { DataError } from '../errors.ts';
import { MAX_BYTES } from '../memory.ts';
import { bytesOf, type LocalFile } from './local.ts';

/** All bytes of a file, unpacked where it is gzipped. @throws DataError when it cannot be read or is too large */
export async function readBytes(file: LocalFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytesOf(file)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES) {
      throw new DataError({ field: file.field, got: `${file.name}, larger than that`, allowed: `${MAX_BYTES} bytes` });
    }
  }
  return Buffer.concat(chunks, length);
}
