import { DataError } from '../errors.ts';
import type { LocalFile } from '../files/local.ts';
import { checkMemory } from '../memory.ts';
import { type Entry, isFolder } from '../tree/entry.ts';
import { entriesOf, placeOf } from '../tree/tree.ts';
import { type Decoded, decode, type PixelOptions } from './decode.ts';
import { FORMATS, formatOf } from './formats.ts';
import { mapInOrder } from './map-in-order.ts';

/** An image of a folder or archive. */
export interface FoundImage extends Decoded {
  /** Its path in there. */
  readonly path: string;
}

export interface Found {
  readonly images: readonly FoundImage[];
  /** Paths of what is no image, and of folders, which end in `/`. */
  readonly others: readonly string[];
}

export interface CollectOptions extends PixelOptions {
  /** Of entries that are to be read; all by default. */
  readonly isWanted?: (path: string) => boolean;
  /** Is told how many images have been read. */
  readonly onProgress: (read: number) => void;
}

/** Images that are decoded at the same time. */
const AT_ONCE = 8;

/**
 * All images of a folder or an archive, by path, so that an archive gives what its folder gives. Their files are read one
 * after the other and not kept.
 * @throws DataError naming the image that is broken, has another size than the others or makes them too many
 */
export async function collectImages(file: LocalFile, options: CollectOptions): Promise<Found> {
  const images: FoundImage[] = [];
  const others: string[] = [];
  for await (const found of mapInOrder(readable(file, options, others), AT_ONCE, (read) =>
    decodeEntry(file, read, options),
  )) {
    if (images[0]) requireSize(file, found, images[0]);
    images.push(found);
    checkMemory(file.field, images.length, found.pixels.length, 'give a smaller data.size');
    options.onProgress(images.length);
  }
  const byPath = (a: FoundImage, b: FoundImage) => (a.path < b.path ? -1 : 1);
  return { images: images.sort(byPath), others };
}

interface Read {
  readonly path: string;
  readonly bytes: Buffer;
}

async function* readable(file: LocalFile, { isWanted }: CollectOptions, others: string[]): AsyncGenerator<Read> {
  for await (const entry of entriesOf(file)) {
    const bytes = isFolder(entry) || isWanted?.(entry.path) === false ? undefined : await entry.read();
    if (bytes && (isWanted || isImage(entry, bytes))) yield { path: entry.path, bytes };
    else others.push(entry.path);
  }
}

/** A file that calls itself an image is taken for one, so that its fault is named. */
const isImage = ({ path }: Entry, bytes: Buffer) =>
  formatOf(bytes).isSupported || /\.(jpe?g|png|webp|gif|bmp|tiff?|heic|avif)$/i.test(path);

async function decodeEntry(file: LocalFile, { path, bytes }: Read, options: CollectOptions): Promise<FoundImage> {
  try {
    return { path, ...(await decode(bytes, options)) };
  } catch (error) {
    throw new DataError(
      { field: file.field, place: placeOf(file, path), got: (error as Error).message, allowed: FORMATS },
      { cause: error },
    );
  }
}

function requireSize(file: LocalFile, found: FoundImage, first: FoundImage): void {
  if (found.size.join() === first.size.join()) return;
  throw new DataError({
    field: file.field,
    place: placeOf(file, found.path),
    got: `an image of ${found.size.join(' x ')} pixels (height x width)`,
    allowed: `${first.size.join(' x ')} like ${first.path}, or a data.size that all are resized to`,
  });
}
