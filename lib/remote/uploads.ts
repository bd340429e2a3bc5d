import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { HeadObjectCommand, NotFound, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Address } from '../data/s3-address.ts';
import { packFolder } from '../data/tree/pack.ts';
import { s3Client } from '../store/s3/client.ts';

/** What Node reads in one piece (fs.readFile); S3 takes 5 GiB in one. */
const MAX_BYTES = 2 ** 31 - 1;

/**
 * Puts a file, or a folder as a tar archive, into a bucket, unless its bytes are there, and gives its address. The key holds the digest: equal files are
 * kept once, and what a search was started with stays what it is.
 * @param onUpload is told the number of bytes before they travel
 * @throws RangeError for a file that is too large
 */
export async function uploadFile(bucket: string, path: string, onUpload: (bytes: number) => void): Promise<string> {
  const { name, bytes } = await read(path);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const address = { bucket, key: `uploads/${digest}/${name}` };
  const at = { Bucket: bucket, Key: address.key };
  const client = s3Client();
  const isThere = await client.send(new HeadObjectCommand(at)).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotFound) return false;
      throw error;
    },
  );
  if (!isThere) {
    onUpload(bytes.length);
    await client.send(new PutObjectCommand({ ...at, Body: bytes }));
  }
  return s3Address(address);
}

async function read(path: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const found = await stat(path);
  if (found.isDirectory()) return { name: `${basename(path)}.tar`, bytes: await packFolder(path) };
  if (found.size <= MAX_BYTES) return { name: basename(path), bytes: await readFile(path) };
  throw new RangeError(
    `${path}: got ${found.size} bytes; allowed: ${MAX_BYTES}; upload it (aws s3 cp) and give its address, s3://bucket/key`,
  );
}
