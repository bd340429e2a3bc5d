import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { FilesByPath } from './archives.ts';
import { temporaryFolder } from './read.ts';

/** A folder with these files in it, gone when the test is over. */
export function folderOf(files: FilesByPath): string {
  const folder = temporaryFolder();
  for (const [path, bytes] of Object.entries(files)) {
    const at = join(folder, path);
    mkdirSync(path.endsWith('/') ? at : dirname(at), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(at, bytes);
  }
  return folder;
}

/** A file with these bytes, gone when the test is over. */
export const fileOf = (name: string, bytes: Uint8Array | string): string => join(folderOf({ [name]: bytes }), name);

/** A PNG of one colour, which `shade` alone decides: no two are alike. */
export const picture = (shade: number, [height, width]: readonly number[] = [4, 6]): Promise<Buffer> =>
  sharp({ create: { width: width!, height: height!, channels: 3, background: { r: shade, g: shade >> 8, b: 7 } } })
    .png()
    .toBuffer();

/** Different pictures in folders of classes: `files(8, 'train/cat')` has train/cat/0.png to 7.png. */
export async function pictures(
  count: number,
  folder: string,
  first = 0,
  size?: readonly number[],
): Promise<FilesByPath> {
  const entries = Array.from(
    { length: count },
    async (_, i) => [`${folder}/${i}.png`, await picture(first + i, size)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Twelve pictures each of cats and dogs. */
export const catsAndDogs = async (): Promise<FilesByPath> => ({
  ...(await pictures(12, 'cat')),
  ...(await pictures(12, 'dog', 100)),
});
