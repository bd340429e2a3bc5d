import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPreprocessing } from '../../lib/data/preprocessing.ts';
import type { DataSpec } from '../../lib/data/source.ts';
import { SPLITS } from '../../lib/data/split.ts';
import { type FilesByPath, tarOf, zipOf } from './archives.ts';
import { imported, read } from './read.ts';
import { catsAndDogs, fileOf, folderOf, picture, pictures } from './world.ts';

const under = (prefix: string, files: FilesByPath): FilesByPath =>
  Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${prefix}${path}`, bytes]));

const images = (path: string, more: Partial<DataSpec> = {}) => ({ source: 'images', path, ...more });

describe('images in folders', () => {
  it('become examples of the classes that the folders name', async () => {
    const folder = folderOf({ ...(await catsAndDogs()), 'README.md': 'pictures', '.DS_Store': '' });
    const counts: number[] = [];
    const { manifest, artefacts, load } = await imported(images(folder), (count) => counts.push(count));
    expect(manifest).toMatchObject({
      kind: 'images',
      task: 'classification',
      input: [4, 6, 3],
      classes: ['cat', 'dog'],
      counts: { train: 16, validation: 4, test: 4 },
      features: 'bytes',
      labels: 'classes',
      notes: [],
    });
    expect(await readPreprocessing(artefacts, manifest.digest)).toEqual({
      input: [4, 6, 3],
      images: { fit: 'none' },
      classes: ['cat', 'dog'],
    });
    expect(counts).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    const seen: number[] = [];
    for (const split of SPLITS) {
      const { features, labels, count } = await load(split);
      for (let i = 0; i < count; i++) {
        const shade = features[i * 72]!;
        expect(labels[i]).toBe(shade >= 100 ? 1 : 0);
        seen.push(shade);
      }
    }
    expect(seen.sort((a, b) => a - b)).toEqual([...Array(12).keys(), ...Array.from({ length: 12 }, (_, i) => 100 + i)]);
  });

  it('are the same data in an archive, whatever the order and the folders around', async () => {
    const files = await catsAndDogs();
    const { manifest } = await imported(images(folderOf(files)));
    const backwards = Object.fromEntries(Object.entries(files).reverse());
    const archives = [
      await tarOf(under('pets/', files)),
      gzipSync(await tarOf(under('./data/pets/', backwards))),
      zipOf({ 'pets/': '', ...under('pets/', files), LICENSE: 'none' }),
    ];
    for (const archive of archives) {
      expect((await imported(images(fileOf('x', archive)))).manifest.digest).toBe(manifest.digest);
    }
  });

  it('are in the splits that folders above name, in the words of many', async () => {
    const files = {
      ...(await pictures(6, 'a/Train/cat')),
      ...(await pictures(6, 'a/Train/dog', 10)),
      ...(await pictures(2, 'a/val/cat', 20)),
      ...(await pictures(2, 'a/val/dog', 30)),
      ...(await pictures(3, 'a/test/dog/more', 40)),
    };
    const { manifest, load } = await imported(images(folderOf(files)));
    expect(manifest.counts).toEqual({ train: 12, validation: 4, test: 3 });
    expect([...(await load('test')).labels]).toEqual([1, 1, 1]);
  });

  it('give a split that is missing a share of the training examples', async () => {
    const files = {
      ...(await pictures(10, 'train/cat')),
      ...(await pictures(10, 'train/dog', 20)),
      ...(await pictures(4, 'test/cat', 40)),
    };
    const { manifest } = await imported({ ...images(folderOf(files)), validation: 0.2 });
    expect(manifest.counts).toEqual({ train: 16, validation: 4, test: 4 });
  });

  it('may lie deeper than the folders of classes', async () => {
    const files = { ...(await pictures(5, 'pets/cat/summer')), ...(await pictures(5, 'pets/dog', 10)) };
    expect((await read(images(folderOf(files)))).labels).toMatchObject({ classes: ['cat', 'dog'] });
    // Folders of folders: what is outermost counts.
    const nested = { ...(await pictures(5, 'animal/cat')), ...(await pictures(5, 'plant/rose', 10)) };
    expect((await read(images(folderOf(nested)))).labels).toMatchObject({ classes: ['animal', 'plant'] });
  });

  it('are resized when a size is given, also where they differ', async () => {
    const files = { ...(await catsAndDogs()), 'cat/large.png': await picture(99, [40, 80]) };
    const { manifest, artefacts } = await imported(images(folderOf(files), { size: [5, 3], channels: 1 }));
    expect(manifest.input).toEqual([5, 3, 1]);
    expect(await readPreprocessing(artefacts, manifest.digest)).toMatchObject({ images: { fit: 'cover' } });
    const square = await imported(images(folderOf(files), { size: 4, fit: 'stretch' }));
    expect(square.manifest.input).toEqual([4, 4, 3]);
  });

  it('that are equal stay in one split', async () => {
    const files = await catsAndDogs();
    const copies = Object.fromEntries(
      Array.from({ length: 5 }, (_, i) => [`cat/copy${i}.png`, files['cat/3.png']!] as const),
    );
    const { load } = await imported(images(folderOf({ ...files, ...copies })));
    const having = await Promise.all(
      SPLITS.map(async (split) => {
        const { features, count } = await load(split);
        return Array.from({ length: count }, (_, i) => features[i * 72]!).filter((shade) => shade === 3).length;
      }),
    );
    expect(having.sort()).toEqual([0, 0, 6]);
  });
});
