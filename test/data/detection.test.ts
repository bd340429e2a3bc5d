import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPreprocessing } from '../../lib/data/preprocessing.ts';
import { cocoOf, vocOf } from './annotations.ts';
import { tarOf, zipOf } from './archives.ts';
import { imported, read } from './read.ts';
import { fileOf, folderOf, pictures } from './world.ts';

/** Twenty pictures of 10 x 20 pixels, each with a box of its own, every second one with two. */
const boxesOf = (i: number) => [
  { name: 'cell', box: [i % 5, 2, 10, 8] },
  ...(i % 2 ? [{ name: 'spot', box: [15, 5, 20, 10] }] : []),
];
const stems = Array.from({ length: 20 }, (_, i) => String(i));
const images = () => pictures(20, 'JPEGImages', 0, [10, 20]);
const annotations = () =>
  Object.fromEntries(stems.map((stem, i) => [`Annotations/${stem}.xml`, vocOf(boxesOf(i), [10, 20])]));

describe('Pascal VOC', () => {
  it('gives boxes in pixels of the resized image, as many places for each as one has', async () => {
    const path = folderOf({ ...(await images()), ...annotations() });
    const { manifest, artefacts, load } = await imported({ source: 'voc', path, size: [20, 10] });
    expect(manifest).toMatchObject({
      kind: 'images',
      task: 'detection',
      input: [20, 10, 3],
      classes: ['cell', 'spot'],
      features: 'bytes',
      labels: 'boxes',
      maxBoxes: 2,
      counts: { train: 13, validation: 3, test: 4 },
    });
    expect(await readPreprocessing(artefacts, manifest.digest)).toMatchObject({ images: { fit: 'stretch' } });
    const { features, labels, count } = await load('test');
    for (let image = 0; image < count; image++) {
      const i = features[image * 600]!;
      const second = i % 2 ? [7.5, 10, 10, 20, 1] : [0, 0, 0, 0, -1];
      expect([...labels.subarray(image * 10, image * 10 + 10)]).toEqual([(i % 5) / 2, 4, 5, 16, 0, ...second]);
    }
  });

  it('is the same in archives', async () => {
    const files = { ...annotations(), ...(await images()) };
    const { manifest } = await imported({ source: 'voc', path: folderOf(files) });
    const wrapped = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`VOC/${path}`, bytes]));
    for (const archive of [gzipSync(await tarOf(wrapped)), zipOf(wrapped)]) {
      expect((await imported({ source: 'voc', path: fileOf('x', archive) })).manifest.digest).toBe(manifest.digest);
    }
  });

  it('has the splits of its image sets; images in none are left out', async () => {
    const sets = {
      'ImageSets/Main/train.txt': stems.slice(0, 10).join('\n'),
      'ImageSets/Main/val.txt': `${stems.slice(10, 14).join('  1\n')}\n`,
      'ImageSets/Main/trainval.txt': stems.slice(0, 14).join('\n'),
      'ImageSets/Main/test.txt': stems.slice(14, 18).join('\r\n'),
      'ImageSets/Main/cell_train.txt': '0 1',
    };
    const { manifest } = await imported({
      source: 'voc',
      path: folderOf({ ...(await images()), ...annotations(), ...sets }),
    });
    expect(manifest.counts).toEqual({ train: 10, validation: 4, test: 4 });
  });

  it('may have images without annotation, and boxes that do not count', async () => {
    const { 'Annotations/3.xml': _, ...others } = annotations();
    const difficult = vocOf([{ name: 'odd', box: [0, 0, 5, 5], difficult: 1 }], [10, 20]);
    const path = folderOf({ ...(await images()), ...others, 'Annotations/4.xml': difficult });
    const { labels } = await read({ source: 'voc', path });
    if (labels.kind !== 'boxes') throw new Error('these are boxes');
    expect(labels.classes).toEqual(['cell', 'spot']);
    expect(labels.values.filter((boxes) => boxes.length === 0)).toHaveLength(2);
  });

  it('may have boxes that end a pixel outside: they are cut', async () => {
    const path = folderOf({
      ...(await images()),
      ...annotations(),
      'Annotations/0.xml': vocOf([{ name: 'cell', box: [-1, -0.5, 21, 11] }], [10, 20]),
    });
    const { labels } = await read({ source: 'voc', path });
    expect(labels.values[0]).toEqual([{ left: 0, top: 0, right: 20, bottom: 10, label: 0 }]);
  });

  it('may leave out what is no box', async () => {
    const bad = [{ name: 'cell', box: [3, 3, 3, 3] }, { name: 'cell', box: [0, 0, 50, 5] }, ...boxesOf(0)];
    const path = folderOf({ ...(await images()), ...annotations(), 'Annotations/0.xml': vocOf(bad, [10, 20]) });
    const { manifest } = await imported({ source: 'voc', path, dropBadBoxes: true });
    expect(manifest.notes).toEqual(['2 boxes without area or outside of their images are left out']);
  });
});

describe('COCO', () => {
  const folder = () => pictures(20, 'photos/2024', 0, [10, 20]);
  const instances = (from = 0, to = 20) =>
    cocoOf(
      stems.slice(from, to).map((stem, i) => ({ file: `2024/${stem}.png`, size: [10, 20], boxes: boxesOf(from + i) })),
    );

  it('gives what Pascal VOC gives', async () => {
    const voc = await imported({ source: 'voc', path: folderOf({ ...(await images()), ...annotations() }) });
    const spec = { source: 'coco', annotations: fileOf('a.json', instances()), images: folderOf(await folder()) };
    const coco = await imported(spec);
    expect({ ...coco.manifest, digest: '' }).toEqual({ ...voc.manifest, digest: '' });
    const archive = fileOf('photos.zip', zipOf(await folder()));
    expect((await imported({ ...spec, images: archive })).manifest.digest).toBe(coco.manifest.digest);
  });

  it('may have a file for each split, images without objects, crowds that do not count, and more images', async () => {
    const extra = { file: '2024/18.png', size: [10, 20], boxes: [{ name: 'cell', box: [0, 0, 9, 9], iscrowd: 1 }] };
    const spec = {
      source: 'coco',
      annotations: fileOf('train.json', instances(0, 12)),
      images: folderOf(await folder()),
      validation: 0.25,
      test: { annotations: fileOf('test.json', cocoOf([extra])), images: folderOf(await folder()) },
    };
    const { manifest, load } = await imported(spec);
    expect(manifest.counts).toEqual({ train: 9, validation: 3, test: 1 });
    expect(manifest.notes).toEqual([
      expect.stringMatching(/^8 files of .* are no images of .*train\.json: left out$/),
      expect.stringMatching(/^19 files of .*test\.json: left out$/),
    ]);
    expect([...(await load('test')).labels]).toEqual([0, 0, 0, 0, -1, 0, 0, 0, 0, -1]);
  });
});
