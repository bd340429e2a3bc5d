import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HeadObjectCommand, NotFound, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Address } from '../data/s3-address.ts';
import { s3Client } from '../store/s3/client.ts';

/**
 * Puts a file into a bucket, unless its bytes are there, and gives its address. The key holds the digest: equal files are
 * kept once, and what a search was started with stays what it is.
 * @param onUpload is told the number of bytes before they travel
 */
export async function uploadFile(bucket: string, path: string, onUpload: (bytes: number) => void): Promise<string> {
  const bytes = await readFile(path);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const address = { bucket, key: `uploads/${digest}/${basename(path)}` };
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
