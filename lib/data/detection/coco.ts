import { z } from 'zod';
import { DataError } from '../errors.ts';
import { readBytes } from '../files/bytes.ts';
import type { LocalFile } from '../files/local.ts';
import { some } from '../labels.ts';
import type { NamedBox } from './boxes.ts';

/** What is read of the format: https://cocodataset.org/#format-data */
const instances = z.object({
  images: z.array(
    z.object({
      id: z.union([z.number(), z.string()]),
      file_name: z.string().min(1),
      height: z.number().optional(),
      width: z.number().optional(),
    }),
  ),
  annotations: z.array(
    z.object({
      image_id: z.union([z.number(), z.string()]),
      category_id: z.number(),
      bbox: z.array(z.number()).length(4),
      iscrowd: z.union([z.number(), z.boolean()]).optional(),
    }),
  ),
  categories: z.array(z.object({ id: z.number(), name: z.string().min(1) })).min(1),
});

type Instances = z.output<typeof instances>;

/** An image that a file of instances names, and the boxes in it. */
export interface CocoImage {
  readonly file: string;
  readonly declared?: readonly [number, number];
  readonly boxes: readonly NamedBox[];
}

/**
 * The images of a file of instances in its order, without those of crowds; images without instances too.
 * @throws DataError naming the entry that does not fit
 */
export async function readInstances(file: LocalFile): Promise<readonly CocoImage[]> {
  const { images, annotations, categories } = parse(file, await readBytes(file));
  if (images.length === 0) throw fault(file, 'images', 'no image', 'images');
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const boxes = new Map(images.map(({ id }) => [id, [] as NamedBox[]]));
  if (boxes.size < images.length) throw fault(file, 'images', 'an id that two images have', 'an id for each image');
  for (const [i, { image_id, category_id, bbox, iscrowd }] of annotations.entries()) {
    const of = boxes.get(image_id);
    const name = names.get(category_id);
    const entry = `annotations[${i}]`;
    if (!of) throw fault(file, entry, `image_id ${image_id}`, 'the id of an image');
    if (name === undefined) {
      const allowed = `the id of a category: ${some([...names.keys()].map(String))}`;
      throw fault(file, entry, `category_id ${category_id}`, allowed);
    }
    const [left, top, width, height] = bbox as [number, number, number, number];
    if (!iscrowd) of.push({ left, top, right: left + width, bottom: top + height, class: name });
  }
  return images.map(({ id, file_name, height, width }) => ({
    file: file_name,
    ...(height && width && { declared: [height, width] as const }),
    boxes: boxes.get(id)!,
  }));
}

function parse(file: LocalFile, bytes: Buffer): Instances {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw fault(file, '', 'a file that is no JSON', `the JSON of COCO's instances (${(error as Error).message})`);
  }
  const { data, error } = instances.safeParse(json);
  if (data) return data;
  const { path, message } = error.issues[0]!;
  throw fault(file, z.core.toDotPath(path), 'something else than COCO has there', message);
}

const fault = ({ field, name }: LocalFile, entry: string, got: string, allowed: string) =>
  new DataError({ field, place: entry ? `${name}, ${entry}` : name, got, allowed });
