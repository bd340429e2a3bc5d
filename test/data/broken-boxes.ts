import { type Annotated, type AnnotatedImage, cocoOf, vocOf } from './annotations.ts';
import type { Broken } from './broken.ts';
import { fileOf, folderOf, picture, pictures } from './world.ts';

const SIZE = [10, 20];
const box = (name = 'cell', ...edges: number[]): Annotated => ({ name, box: edges.length > 0 ? edges : [1, 2, 8, 9] });

/** Eight pictures with a box each, and files besides. */
async function voc(files: Record<string, string | Uint8Array | undefined>, more: object = {}) {
  const images = await pictures(8, 'JPEGImages', 0, SIZE);
  const annotations = Array.from({ length: 8 }, (_, i) => [`Annotations/${i}.xml`, vocOf([box()], SIZE)] as const);
  const all = Object.entries({ ...images, ...Object.fromEntries(annotations), ...files });
  const kept = all.flatMap(([path, bytes]) => (bytes === undefined ? [] : [[path, bytes] as const]));
  return { source: 'voc', path: folderOf(Object.fromEntries(kept)), ...more };
}
const withObjects = (...objects: Annotated[]) => voc({ 'Annotations/3.xml': vocOf(objects, SIZE) });

async function coco(change: (instances: Instances) => void, more: object = {}) {
  const images = Array.from(
    { length: 8 },
    (_, i): AnnotatedImage => ({ file: `${i}.png`, size: SIZE, boxes: [box()] }),
  );
  const instances = JSON.parse(cocoOf(images)) as Instances;
  change(instances);
  const annotations = fileOf('instances.json', JSON.stringify(instances));
  return { source: 'coco', annotations, images: folderOf(await pictures(8, 'all', 0, SIZE)), ...more };
}
interface Instances {
  images: Record<string, unknown>[];
  annotations: Record<string, unknown>[];
  categories: Record<string, unknown>[];
}

export const brokenBoxes: readonly Broken[] = [
  [
    'no annotations',
    'path',
    async () => ({ source: 'voc', path: folderOf(await pictures(3, 'JPEGImages')) }),
    ['without Annotations'],
  ],
  [
    'a box outside of its image',
    'path',
    () => withObjects(box('cell', 3, 3, 22, 9)),
    ['Annotations/3.xml', 'outside of its image of 20 x 10', 'cell at 3, 3, 22, 9', 'dropBadBoxes'],
  ],
  ['a box above its image', 'path', () => withObjects(box('cell', 3, -2, 9, 9)), ['outside of its image']],
  [
    'a box without area',
    'path',
    () => withObjects(box('cell', 5, 5, 5, 9)),
    ['Annotations/3.xml', 'without area', 'cell at 5, 5, 5, 9'],
  ],
  ['a box with its sides the wrong way round', 'path', () => withObjects(box('cell', 9, 2, 4, 8)), ['without area']],
  [
    'an annotation without its image',
    'path',
    () => voc({ 'JPEGImages/3.png': undefined }),
    ['annotations without an image: 3', 'JPEGImages'],
  ],
  [
    'an image set with an image that is not there',
    'path',
    () => voc({ 'ImageSets/Main/train.txt': '0\n1\n77\n' }),
    ['image sets without an image: 77'],
  ],
  [
    'an image in two image sets',
    'path',
    () => voc({ 'ImageSets/Main/train.txt': '0\n1\n2', 'ImageSets/Main/test.txt': '2\n3' }),
    ['image 2 in the image sets of', 'one of train, val and test'],
  ],
  [
    'XML that is broken',
    'path',
    () => voc({ 'Annotations/3.xml': '<annotation>\n<object>' }),
    ['3.xml, line', 'broken XML'],
  ],
  ['XML that is no annotation', 'path', () => voc({ 'Annotations/3.xml': '<svg></svg>' }), ['3.xml', 'Pascal VOC']],
  [
    'a coordinate that is no number',
    'path',
    () => voc({ 'Annotations/3.xml': vocOf([box()], SIZE).replace('<xmin>1<', '<xmin>one<') }),
    ['3.xml', 'annotation.object[0].bndbox.xmin'],
  ],
  [
    'an object without a box',
    'path',
    () => voc({ 'Annotations/3.xml': vocOf([box()], SIZE).replace(/<bndbox>.*<\/bndbox>/, '') }),
    ['3.xml', 'annotation.object[0].bndbox'],
  ],
  [
    'an annotation of an image of another size',
    'path',
    () => voc({ 'Annotations/3.xml': vocOf([box()], [20, 10]) }),
    ['3.xml', '20 x 10 pixels (height x width) for an image of 10 x 20', 'EXIF'],
  ],
  [
    'a broken image among annotated ones',
    'path',
    () => voc({ 'JPEGImages/3.png': 'GIF89a' }),
    ['JPEGImages/3.png', 'a GIF file that is broken'],
  ],
  [
    'images of different sizes without a size',
    'path',
    async () => voc({ 'JPEGImages/3.png': await picture(3, [12, 20]) }),
    ['JPEGImages/3.png', '12 x 20 pixels', 'data.size'],
  ],
  [
    'a class that one image has, which is not trained on',
    '',
    () =>
      voc(
        { 'ImageSets/Main/trainval.txt': '0\n1\n2\n4\n5\n6\n7\n3', 'Annotations/3.xml': vocOf([box('rare')], SIZE) },
        { validation: 0.4, test: 0.4 },
      ),
    ['1 images with', 'none of them left to train on'],
  ],
  [
    'a class that only the test split has',
    'path',
    () =>
      voc({
        'ImageSets/Main/train.txt': '0\n1\n2',
        'ImageSets/Main/test.txt': '3',
        'Annotations/3.xml': vocOf([box('new')], SIZE),
      }),
    ['Annotations/3.xml', 'class new in the test split', 'cell'],
  ],
  [
    'no box at all',
    'path',
    () => voc(Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`Annotations/${i}.xml`, vocOf([])]))),
    ['no box in any image'],
  ],
  [
    'more boxes than allowed',
    'path',
    () => voc({ 'Annotations/3.xml': vocOf([box(), box(), box()], SIZE) }, { maxBoxes: 2 }),
    ['3.xml', '3 boxes in an image', 'at most 2 (data.maxBoxes)'],
  ],
  [
    'a hundred boxes and one',
    'path',
    () => withObjects(...Array.from({ length: 101 }, () => box())),
    ['101 boxes', 'at most 100'],
  ],
  [
    'instances that are no JSON',
    'annotations',
    async () => ({ ...(await coco(() => {})), annotations: fileOf('x.json', '{') }),
    ['x.json', 'no JSON'],
  ],
  [
    'instances without categories',
    'annotations',
    () => coco((instances) => Reflect.deleteProperty(instances, 'categories')),
    ['instances.json, categories', 'something else than COCO has there'],
  ],
  [
    'a category that is not there',
    'annotations',
    () => coco(({ annotations }) => Object.assign(annotations[2]!, { category_id: 99 })),
    ['annotations[2]', 'category_id 99', 'the id of a category: 7'],
  ],
  [
    'an annotation of an image that is not listed',
    'annotations',
    () => coco(({ annotations }) => Object.assign(annotations[2]!, { image_id: 99 })),
    ['annotations[2]', 'image_id 99'],
  ],
  [
    'a box of three numbers',
    'annotations',
    () => coco(({ annotations }) => Object.assign(annotations[2]!, { bbox: [1, 2, 3] })),
    ['annotations[2].bbox'],
  ],
  [
    'one id for two images',
    'annotations',
    () => coco(({ images }) => Object.assign(images[2]!, { id: 1 })),
    ['an id that two images have'],
  ],
  [
    'no images in the instances',
    'annotations',
    () => coco((instances) => Object.assign(instances, { images: [] })),
    ['no image'],
  ],
  [
    'an image that is not in its folder',
    'annotations',
    () => coco(({ images }) => Object.assign(images[2]!, { file_name: 'none.png' })),
    ['image none.png', 'no such image'],
  ],
  [
    'a folder of images that is not there',
    'images',
    () => coco(() => {}, { images: '/none' }),
    ['/none', 'there is none'],
  ],
];
