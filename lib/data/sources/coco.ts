import type { Dataset } from '../dataset.ts';
import { type CocoImage, readInstances } from '../detection/coco.ts';
import { type AnnotatedImage, detectionDataset } from '../detection/dataset.ts';
import { DataError } from '../errors.ts';
import { collectImages } from '../images/collect.ts';
import type { SpecOf } from '../source.ts';
import type { SplitName } from '../split.ts';
import { placeOf } from '../tree/tree.ts';
import type { Reading } from './read.ts';

interface Part {
  readonly split: SplitName;
  /** Of its fields in the specification. */
  readonly prefix: string;
  readonly annotations: string;
  readonly images: string;
}

/** Instances in the format of COCO and their images. @throws DataError */
export async function readCoco(spec: SpecOf<'coco'>, reading: Reading): Promise<Dataset> {
  const own = (['validation', 'test'] as const).flatMap((split): Part[] => {
    const places = spec[split];
    return typeof places === 'object' ? [{ split, prefix: `${split}.`, ...places }] : [];
  });
  const images: AnnotatedImage[] = [];
  const notes: string[] = [];
  for (const part of [{ split: 'train', prefix: '', ...spec } as const, ...own]) {
    const read = await readPart(spec, part, {
      ...reading,
      onProgress: (count) => reading.onProgress(images.length + count),
    });
    images.push(...read.images);
    if (read.left > 0)
      notes.push(`${read.left} files of ${part.images} are no images of ${part.annotations}: left out`);
  }
  return detectionDataset(images, spec, notes);
}

async function readPart(spec: SpecOf<'coco'>, part: Part, { files, onProgress }: Reading) {
  const annotations = await files.open(`${part.prefix}annotations`, part.annotations);
  const instances = await readInstances(annotations);
  const byFile = new Map(instances.map((image) => [image.file, image]));
  const folder = await files.open(`${part.prefix}images`, part.images);
  const { images, others } = await collectImages(folder, {
    ...spec,
    fit: 'stretch',
    measures: true,
    isWanted: (path) => find(byFile, path) !== undefined,
    onProgress,
  });
  const found = new Map(images.map((image) => [find(byFile, image.path), image]));
  const annotated = instances.map((instance): AnnotatedImage => {
    const image = found.get(instance);
    const at = { field: annotations.field, place: `${annotations.name}, image ${instance.file}` };
    if (!image) throw new DataError({ ...at, got: 'no such image', allowed: `the path of an image in ${folder.name}` });
    const { boxes, declared } = instance;
    return { image, place: placeOf(folder, image.path), boxes, at, declared, split: part.split };
  });
  return { images: annotated, left: others.filter((path) => !path.endsWith('/')).length };
}

/** The image of a file: annotations name files from some folder on. */
function find(byFile: ReadonlyMap<string, CocoImage>, path: string): CocoImage | undefined {
  const names = path.split('/');
  return names.map((_, i) => byFile.get(names.slice(i).join('/'))).find((image) => image !== undefined);
}
