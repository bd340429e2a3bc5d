import type { Dataset } from '../dataset.ts';
import { type AnnotatedImage, detectionDataset } from '../detection/dataset.ts';
import { readAnnotation, type VocAnnotation } from '../detection/voc.ts';
import { DataError } from '../errors.ts';
import type { LocalFile } from '../files/local.ts';
import { collectImages } from '../images/collect.ts';
import { some } from '../labels.ts';
import type { SpecOf } from '../source.ts';
import type { SplitName } from '../split.ts';
import { entriesOf, placeOf } from '../tree/tree.ts';
import type { Reading } from './read.ts';

const FIELD = 'path';
const SETS: ReadonlyMap<string, SplitName> = new Map([
  ['train', 'train'],
  ['val', 'validation'],
  ['test', 'test'],
]);

interface Annotated extends VocAnnotation {
  readonly place: string;
}

/** What a tree has beside its images, by the path of an image without `JPEGImages/` and its ending. */
interface Annotations {
  readonly images: ReadonlyMap<string, Annotated>;
  /** Empty where the tree has no image sets. */
  readonly splits: ReadonlyMap<string, SplitName>;
}

/**
 * A folder or an archive in the form of Pascal VOC: Annotations/X.xml, JPEGImages/X.jpg, and in ImageSets/Main, where it is
 * there, train.txt (else trainval.txt), val.txt and test.txt. Images without annotation are images without objects; images
 * in no set are left out where there are sets.
 * @throws DataError
 */
export async function readVoc(spec: SpecOf<'voc'>, { files, onProgress }: Reading): Promise<Dataset> {
  const file = await files.open(FIELD, spec.path);
  const annotations = await readAnnotations(file);
  const isWanted = (path: string) => {
    const key = keyOf(path, 'JPEGImages', '(?:jpe?g|png|webp|gif|bmp)');
    return key !== undefined && (annotations.splits.size === 0 || annotations.splits.has(key));
  };
  const { images } = await collectImages(file, { ...spec, fit: 'stretch', measures: true, isWanted, onProgress });
  const keys = new Map(images.map((image) => [keyOf(image.path, 'JPEGImages', '\\w+')!, image]));
  requireImages(file, annotations, new Set(keys.keys()));
  const annotated = [...keys].map(([key, image]): AnnotatedImage => {
    const place = placeOf(file, image.path);
    const found = annotations.images.get(key);
    const at = { field: FIELD, place: found?.place ?? place };
    const split = annotations.splits.get(key) ?? 'train';
    return { image, place, boxes: found?.boxes ?? [], at, declared: found?.declared, split };
  });
  return detectionDataset(annotated, spec, []);
}

/** `JPEGImages/1.jpg` and `Annotations/1.xml` have the key `1`; folders around are kept. */
function keyOf(path: string, folder: string, ending: string): string | undefined {
  const [, before, stem] = new RegExp(`^(.*/)?${folder}/([^/]+)\\.${ending}$`, 'i').exec(path) ?? [];
  return stem === undefined ? undefined : `${before ?? ''}${stem}`;
}

async function readAnnotations(file: LocalFile): Promise<Annotations> {
  const images = new Map<string, Annotated>();
  const sets = new Map<string, readonly string[]>();
  for await (const entry of entriesOf(file)) {
    const key = keyOf(entry.path, 'Annotations', 'xml');
    const set = keyOf(entry.path, 'ImageSets/Main', 'txt');
    const place = placeOf(file, entry.path);
    if (key !== undefined) {
      const text = (await entry.read()).toString('utf8');
      images.set(key, { place, ...readAnnotation(text, { field: FIELD, place }) });
    } else if (set !== undefined) {
      const stems = (await entry.read()).toString('utf8').match(/^\S+/gm) ?? [];
      const before = set.slice(0, set.lastIndexOf('/') + 1);
      sets.set(
        set,
        stems.map((stem) => before + stem),
      );
    }
  }
  if (images.size === 0) {
    throw new DataError({
      field: FIELD,
      got: `${file.name}, without Annotations/*.xml`,
      allowed: 'annotations of Pascal VOC',
    });
  }
  return { images, splits: splitsOf(file, sets) };
}

function splitsOf(file: LocalFile, sets: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, SplitName> {
  const splits = new Map<string, SplitName>();
  for (const [set, keys] of sets) {
    const name = set.slice(set.lastIndexOf('/') + 1);
    const hasTrain = sets.has(`${set.slice(0, -name.length)}train`);
    const split = name === 'trainval' && !hasTrain ? 'train' : SETS.get(name);
    if (!split) continue;
    for (const key of keys) {
      const other: SplitName = splits.get(key) ?? split;
      if (other !== split) {
        const got = `image ${key} in the image sets of ${other} and ${split}`;
        throw new DataError({
          field: FIELD,
          place: file.name,
          got,
          allowed: 'each image in one of train, val and test',
        });
      }
      splits.set(key, split);
    }
  }
  return splits;
}

function requireImages(file: LocalFile, { images, splits }: Annotations, found: ReadonlySet<string>): void {
  const needed = splits.size > 0 ? [...splits.keys()] : [...images.keys()];
  const missing = needed.filter((key) => !found.has(key));
  if (missing.length === 0) return;
  const what = splits.size > 0 ? 'image sets' : 'annotations';
  const got = `${what} without an image: ${some(missing)}`;
  throw new DataError({ field: FIELD, place: file.name, got, allowed: 'an image in JPEGImages for each' });
}
