import { DataError } from '../errors.ts';
import type { LocalFile } from '../files/local.ts';
import type { SplitName } from '../split.ts';
import { placeOf } from '../tree/tree.ts';

/** Where an image belongs, by the folders that it lies in. */
export interface Place {
  readonly class: string;
  readonly split?: SplitName;
}

const SPLIT_FOLDERS: ReadonlyMap<string, SplitName> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['validation', 'validation'],
  ['test', 'test'],
  ['testing', 'test'],
]);

const foldersOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

/**
 * The class and the split of each image of a tree. Folders around all images mean nothing. A class is the folder below: in
 * the first `train`, `validation` (`val`) or `test` where the tree has them, else in the first one where images differ.
 * @param others paths of what is no image, and of folders
 * @throws DataError naming an image outside, a folder of a class that is empty, or a file in it that is no image
 */
export function layoutOf(file: LocalFile, images: readonly string[], others: readonly string[]): readonly Place[] {
  if (images.length === 0) {
    throw new DataError({
      field: file.field,
      got: `${file.name}, without an image`,
      allowed: 'a folder of images for each class',
    });
  }
  const depth = depthOf(images);
  const places = images.map((path) => placeIn(file, path, depth));
  const classes = new Set(places.map((place) => place.class));
  for (const path of others) {
    const { class: name } = at(path, depth);
    if (name !== undefined) refuse(file, path, classes.has(name));
  }
  return places;
}

interface Depth {
  /** Of the folder that names the class. */
  readonly class: number;
  /** Of the folder that names the split. */
  readonly split?: number;
}

function depthOf(images: readonly string[]): Depth {
  const splits = images.map((path) =>
    foldersOf(path)
      .slice(0, -1)
      .findIndex((name) => SPLIT_FOLDERS.has(lower(name))),
  );
  const first = splits.find((depth) => depth >= 0);
  if (first !== undefined) return { class: first + 1, split: first };
  const [one, ...more] = images.map(foldersOf);
  let common = 0;
  while (common < one!.length && more.every((folders) => folders[common] === one![common])) common++;
  // All in one folder: that is the only class.
  const isOne = common === one!.length && more.every(({ length }) => length === common);
  return { class: isOne ? common - 1 : common };
}

const lower = (name: string) => name.toLowerCase();

function at(
  path: string,
  depth: Depth,
): { readonly class?: string | undefined; readonly split?: SplitName | undefined } {
  const folders = foldersOf(path);
  const split = depth.split === undefined ? undefined : SPLIT_FOLDERS.get(lower(folders[depth.split] ?? ''));
  return depth.split !== undefined && !split ? {} : { class: folders[depth.class], split };
}

function placeIn(file: LocalFile, path: string, depth: Depth): Place {
  const { class: name, split } = at(path, depth);
  if (name !== undefined) return { class: name, ...(split && { split }) };
  const folder =
    depth.split === undefined ? 'the folder of a class' : 'the folder of a class in train, validation or test';
  throw new DataError({
    field: file.field,
    place: placeOf(file, path),
    got: 'an image outside the folders of classes',
    allowed: `images in ${folder}, at least 2 of them`,
  });
}

function refuse(file: LocalFile, path: string, isClass: boolean): void {
  const place = placeOf(file, path);
  if (isClass && !path.endsWith('/')) {
    const allowed = 'only images (JPEG, PNG, WebP, GIF) in the folders of classes';
    throw new DataError({ field: file.field, place, got: 'a file that is no image', allowed });
  }
  if (!isClass) {
    throw new DataError({
      field: file.field,
      place,
      got: 'a folder without an image',
      allowed: 'images of every class',
    });
  }
}
