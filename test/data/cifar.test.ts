import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tarOf } from './archives.ts';
import { imported, read } from './read.ts';
import { fileOf, folderOf } from './world.ts';

const PLANE = 32 * 32;

/** Records whose red pixels are `first + i`, the green ones 50, the blue ones their place modulo 256. */
const records = (count: number, first: number, labelOf: (i: number) => readonly number[]) =>
  Buffer.concat(
    Array.from({ length: count }, (_, i) =>
      Buffer.from([
        ...labelOf(i),
        ...Array<number>(PLANE).fill(first + i),
        ...Array<number>(PLANE).fill(50),
        ...Array.from({ length: PLANE }, (_, place) => place % 256),
      ]),
    ),
  );
const ten = (count: number, first: number) => records(count, first, (i) => [i % 2 ? 8 : 3]);

describe('CIFAR', () => {
  it('10 has one label, pixel after pixel, and its own names', async () => {
    const dataset = await read({ source: 'cifar', path: fileOf('data.bin', ten(6, 0)) });
    expect(dataset.labels).toEqual({
      kind: 'classes',
      classes: ['cat', 'ship'],
      values: Int32Array.of(0, 1, 0, 1, 0, 1),
    });
    const { input, rows } = dataset.prepare(Int32Array.of(0));
    expect(input).toEqual([32, 32, 3]);
    expect([...rows[4]!.subarray(3 * 300, 3 * 302)]).toEqual([4, 50, 44, 4, 50, 45]);
    expect(dataset.given).toBeUndefined();
    expect(dataset.place(4)).toMatch(/data\.bin, record 5$/);
  });

  it('10 has its test split in an archive, in folders and in files', async () => {
    const files = {
      'cifar-10-batches-bin/batches.meta.txt': 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n',
      'cifar-10-batches-bin/readme.html': '<html>',
      'cifar-10-batches-bin/data_batch_1.bin': ten(6, 0),
      'cifar-10-batches-bin/data_batch_2.bin': ten(6, 6),
      'cifar-10-batches-bin/test_batch.bin': ten(4, 20),
    };
    const archive = await imported({ source: 'cifar', path: fileOf('cifar.tar.gz', gzipSync(await tarOf(files))) });
    expect(archive.manifest).toMatchObject({ classes: ['d', 'i'], counts: { train: 10, validation: 2, test: 4 } });
    expect((await imported({ source: 'cifar', path: folderOf(files) })).manifest.digest).toBe(archive.manifest.digest);
    const folder = folderOf({ 'b/data.bin': ten(12, 0), 'b/test.bin': ten(4, 20) });
    const path = [`${folder}/b/test.bin`, `${folder}/b/data.bin`];
    const { manifest } = await imported({ source: 'cifar', path });
    expect(manifest).toMatchObject({ classes: ['cat', 'ship'], counts: { train: 10, validation: 2, test: 4 } });
  });

  it('100 has fine labels', async () => {
    const bytes = records(8, 0, (i) => [1, i % 2 ? 99 : 7]);
    const dataset = await read({ source: 'cifar', path: [fileOf('train.bin', bytes)], classes: 100 });
    expect(dataset.labels).toMatchObject({ classes: ['7', '99'] });
  });
});
