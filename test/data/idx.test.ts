import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idx } from './idx.ts';
import { read } from './read.ts';

describe('IDX files', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spotnas-idx-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const pixels = Array.from({ length: 3 * 2 * 2 }, (_, i) => i * 20);
  const images = () => file('images', idx([3, 2, 2], pixels));
  const labels = () => file('labels', idx([3], [7, 3, 7]));

  it('give images and the classes that occur', async () => {
    const dataset = await read({ source: 'idx', images: images(), labels: labels() });
    expect(dataset.labels).toEqual({ kind: 'classes', classes: ['3', '7'], values: Int32Array.of(1, 0, 1) });
    const { input, rows } = dataset.prepare(Int32Array.of(0));
    expect(input).toEqual([2, 2, 1]);
    expect(rows.flatMap((row) => [...row])).toEqual(pixels);
    expect(dataset.place(2)).toMatch(/images, image 3$/);
  });

  it('may be gzipped, and have channels', async () => {
    const colours = file('colours.gz', gzipSync(idx([3, 1, 2, 2], pixels)));
    const names = file('labels.gz', gzipSync(idx([3], [0, 1, 2])));
    const { input, rows } = (await read({ source: 'idx', images: colours, labels: names })).prepare(Int32Array.of(0));
    expect(input).toEqual([1, 2, 2]);
    expect(rows.flatMap((row) => [...row])).toEqual(pixels);
  });

  it.each<[string, string, () => Uint8Array, RegExp]>([
    [
      'no IDX',
      'images',
      () => Buffer.from('PNG picture'),
      /data\.images: got .*begins with 504e4720.*3 or 4 dimensions/,
    ],
    ['nothing in it', 'images', () => new Uint8Array(), /data\.images: .*begins with nothing/],
    ['labels for images', 'images', () => idx([3], [1, 2, 3]), /data\.images: .*begins with 00000801/],
    ['images for labels', 'labels', () => idx([3, 2, 2], pixels), /data\.labels: .*1 dimensions/],
    ['a cut header', 'images', () => idx([3, 2, 2], pixels).subarray(0, 9), /cut off in its header/],
    [
      'cut pixels',
      'images',
      () => idx([3, 2, 2], pixels).subarray(0, -1),
      /27 bytes; allowed: 28 bytes, for 3 x 2 x 2/,
    ],
    ['a size of 0', 'images', () => idx([3, 0, 2], []), /size 3 x 0 x 2; allowed: no size of 0/],
    ['too few labels', 'labels', () => idx([2], [0, 1]), /got 2 labels .*; allowed: 3, one for each image/],
    ['broken gzip', 'images', () => Uint8Array.of(0x1f, 0x8b, 1, 2), /data\.images: .*gzip is broken or cut off/],
  ])('with %s are refused', async (name, field, bytes, says) => {
    const broken = file(`broken ${name}`, bytes());
    const files = { images: images(), labels: labels(), [field]: broken };
    await expect(read({ source: 'idx', ...files })).rejects.toMatchObject({
      name: 'DataError',
      message: expect.stringMatching(says),
    });
  });

  it('that are not there are named', async () => {
    const missing = join(folder, 'none');
    await expect(read({ source: 'idx', images: missing, labels: labels() })).rejects.toThrow(
      `data.images: got ${missing}; allowed: the path of a file, s3://bucket/key or https://host/path, to be read where the search trains (there is none)`,
    );
  });
});
