import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DataError } from '../errors.ts';
import type { LabelledImages } from '../images.ts';
import { isInS3, S3_ADDRESS } from '../s3-address.ts';

/** Each a file of the machine that reads it, or an object in S3. */
export interface IdxFiles {
  readonly images: string;
  readonly labels: string;
}

/** First bytes of an IDX file: two zeros, the type (8 is unsigned byte), the number of dimensions. */
const UNSIGNED_BYTE = 8;
const GZIP = 0x1f8b;

/**
 * Images and labels in the format of the MNIST files (http://yann.lecun.com/exdb/mnist): images `[count, height, width]` or
 * `[count, height, width, channels]`, labels `[count]`. The classes are the labels that occur, in ascending order.
 * @throws DataError naming the field, when a file cannot be read, is not IDX, is cut off, or the two do not fit.
 */
export async function readIdx({ images, labels }: IdxFiles): Promise<LabelledImages> {
  const pictures = await readArray('data.images', images, [3, 4]);
  const classes = await readArray('data.labels', labels, [1]);
  const [count, height, width, channels = 1] = pictures.sizes as [number, number, number, number?];
  if (classes.sizes[0] !== count) {
    throw new DataError(
      `data.labels: got ${classes.sizes[0]} labels in ${labels}; allowed: ${count}, one for each image`,
    );
  }
  const names = [...new Set(classes.values)].sort((a, b) => a - b);
  const position = new Map(names.map((name, i) => [name, i]));
  return {
    input: [height, width, channels],
    features: pictures.values,
    labels: Int32Array.from(classes.values, (label) => position.get(label)!),
    classes: names.map(String),
  };
}

async function readArray(field: string, path: string, dimensions: readonly number[]) {
  const bytes = await readBytes(field, path);
  const wrong = (got: string, allowed: string) => new DataError(`${field}: got ${path}, ${got}; allowed: ${allowed}`);
  const count = bytes[3];
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0 || bytes[2] !== UNSIGNED_BYTE || !dimensions.includes(count!)) {
    throw wrong(
      `which begins with ${bytes.toString('hex', 0, 4) || 'nothing'}`,
      `an IDX file of bytes with ${dimensions.join(' or ')} dimensions`,
    );
  }
  const header = 4 + 4 * count!;
  if (bytes.length < header) throw wrong('which is cut off in its header', `${header} bytes of header`);
  const sizes = Array.from({ length: count! }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  if (sizes.includes(0)) throw wrong(`of size ${sizes.join(' x ')}`, 'no size of 0');
  const wanted = header + sizes.reduce((product, size) => product * size);
  if (bytes.length !== wanted) throw wrong(`${bytes.length} bytes`, `${wanted} bytes, for ${sizes.join(' x ')} values`);
  return { sizes, values: new Uint8Array(bytes.subarray(header)) };
}

async function readBytes(field: string, path: string): Promise<Buffer> {
  try {
    // Whoever has files needs no AWS SDK.
    const bytes = isInS3(path) ? await (await import('./s3.ts')).readObject(path) : await readFile(path);
    return bytes.length > 2 && bytes.readUInt16BE(0) === GZIP ? await promisify(gunzip)(bytes) : bytes;
  } catch (error) {
    const allowed = isInS3(path)
      ? `an object ${S3_ADDRESS} that can be read`
      : `a file that can be read where the search trains, or ${S3_ADDRESS}`;
    throw new DataError(`${field}: got ${path}; allowed: ${allowed} (${(error as Error).message})`);
  }
}
