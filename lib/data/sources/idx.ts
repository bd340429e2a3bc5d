import type { Dataset } from '../dataset.ts';
import { DataError } from '../errors.ts';
import { readBytes } from '../files/bytes.ts';
import type { LocalFile } from '../files/local.ts';
import { classLabels } from '../labels.ts';
import { pixelDataset } from '../pixel-dataset.ts';
import type { SpecOf } from '../source.ts';
import type { Reading } from './read.ts';

/** First bytes of an IDX file: two zeros, the type (8 is unsigned byte), the number of dimensions. */
const UNSIGNED_BYTE = 8;

/**
 * Images and labels in the format of the MNIST files (http://yann.lecun.com/exdb/mnist): images `[count, height, width]` or
 * `[count, height, width, channels]`, labels `[count]`. The classes are the labels that occur, in ascending order.
 * @throws DataError naming the field, when a file cannot be read, is not IDX, is cut off, or the two do not fit.
 */
export async function readIdx(
  spec: Pick<SpecOf<'idx'>, 'images' | 'labels'>,
  { files }: Pick<Reading, 'files'>,
): Promise<Dataset> {
  const images = await files.open('images', spec.images);
  const pictures = await readArray(images, [3, 4]);
  const labels = await files.open('labels', spec.labels);
  const names = await readArray(labels, [1]);
  const [count, height, width, channels = 1] = pictures.sizes as [number, number, number, number?];
  if (names.sizes[0] !== count) {
    throw new DataError({
      field: 'labels',
      got: `${names.sizes[0]} labels in ${labels.name}`,
      allowed: `${count}, one for each image`,
    });
  }
  const place = (example: number) => `${images.name}, image ${example + 1}`;
  return pixelDataset({
    input: [height, width, channels],
    pixels: pictures.values,
    labels: classLabels({ field: 'labels', names: Array.from(names.values, String), place }),
    place,
  });
}

async function readArray(file: LocalFile, dimensions: readonly number[]) {
  const bytes = await readBytes(file);
  const wrong = (got: string, allowed: string) =>
    new DataError({ field: file.field, got: `${file.name}, ${got}`, allowed });
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
  return { sizes, values: bytes.subarray(header) };
}
