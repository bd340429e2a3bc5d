import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabelledExamples } from '../../lib/data/examples.ts';
import { importData } from '../../lib/data/import.ts';
import { loadSplit } from '../../lib/data/load.ts';
import { type DataManifest, readManifest, readSourceManifest, writeManifest } from '../../lib/data/manifest.ts';
import { readPreprocessing } from '../../lib/data/preprocessing.ts';
import type { DataSpec } from '../../lib/data/source.ts';
import { readMnist } from '../../lib/data/sources/mnist.ts';
import { SPLITS } from '../../lib/data/split.ts';
import { openStores } from '../../lib/store/open.ts';
import { idx } from './idx.ts';

const mnist: DataSpec = { source: 'mnist', validation: 0.15, test: 0.2 };

const tiny: DataManifest = {
  digest: 'd',
  kind: 'images',
  task: 'classification',
  input: [2, 2, 1],
  classes: ['a'],
  counts: { train: 1, validation: 1, test: 1 },
  features: 'bytes',
  labels: 'classes',
  notes: [],
};

describe('importData', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spotnas-data-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const open = async (home = 'home') => (await openStores(`file:${join(folder, home)}`)).artefacts;

  it('keeps the real digits: 10,000 images, the classes in equal shares, to be loaded as they were read', async () => {
    const artefacts = await open();
    const manifest = await importData(artefacts, mnist);
    expect(manifest).toMatchObject({ input: [28, 28, 1], counts: { train: 6499, validation: 1501, test: 2000 } });
    expect(await readSourceManifest(artefacts, mnist)).toEqual(manifest);

    const { features, labels } = readMnist();
    const imagesOf = (bytes: LabelledExamples['features'], count: number) =>
      Array.from({ length: count }, (_, i) => Buffer.from(bytes.subarray(i * 784, (i + 1) * 784)).toString('base64'));
    const labelOf = new Map(imagesOf(features, labels.length).map((image, i) => [image, labels[i]]));
    let seen = 0;
    for (const name of SPLITS) {
      const split = await loadSplit(artefacts, manifest, name);
      expect(imagesOf(split.features, split.count).map((image) => labelOf.get(image))).toEqual([...split.labels]);
      seen += split.count;
    }
    expect(seen).toBe(10_000);
  });

  it('gives equal data one digest, changed data another', async () => {
    const pixels = Array.from({ length: 12 * 4 }, (_, i) => i);
    const classes = Array.from({ length: 12 }, (_, i) => i % 2);
    const files = { images: join(folder, 'images'), labels: join(folder, 'labels') };
    const spec: DataSpec = { source: 'idx', ...files, validation: 0.2, test: 0.2, allowLeaks: false };
    const write = (values: readonly number[]) => {
      writeFileSync(files.images, idx([12, 2, 2], values));
      writeFileSync(files.labels, idx([12], classes));
    };
    write(pixels);
    const first = await importData(await open('a'), spec);
    expect(await importData(await open('b'), spec)).toEqual(first);
    write([...pixels.slice(0, -1), 255]);
    const changed = await importData(await open('a'), spec);
    expect(changed.digest).not.toBe(first.digest);
    // The first data set is still there for the searches that began with it.
    expect((await loadSplit(await open('a'), first, 'train')).count).toBe(first.counts.train);
  });

  it('says when a split is missing', async () => {
    const artefacts = await open('empty');
    const manifest = { ...tiny, digest: 'none' };
    await expect(loadSplit(artefacts, manifest, 'test')).rejects.toThrow(/test split is missing: nothing at .*none/);
  });

  it('ties a search to its data set', async () => {
    const artefacts = await open('ties');
    expect(await readManifest(artefacts, 'mine-1')).toBeUndefined();
    await writeManifest(artefacts, 'mine-1', tiny);
    expect(await readManifest(artefacts, 'mine-1')).toEqual(tiny);
  });

  it('reads what was stored when there were only images in classes', async () => {
    const artefacts = await open('old');
    const { digest, input, classes, counts } = tiny;
    const stored = new TextEncoder().encode(JSON.stringify({ digest, input, classes, counts }));
    await artefacts.put('searches/old-1/data.json', stored);
    const manifest = (await readManifest(artefacts, 'old-1'))!;
    expect(manifest).toEqual(tiny);
    await artefacts.put('data/sets/d/test', Uint8Array.of(0, 0, 0, 0, 1, 2, 3, 4));
    const examples = await loadSplit(artefacts, manifest, 'test');
    expect(examples).toEqual({ labels: Int32Array.of(0), features: Uint8Array.of(1, 2, 3, 4), count: 1 });
    expect(await readPreprocessing(artefacts, 'd')).toBeUndefined();
  });
});
