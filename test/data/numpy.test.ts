import { describe, expect, it } from 'vitest';
import { numbersIn, textsIn } from '../../lib/data/arrays/elements.ts';
import { parseNpy } from '../../lib/data/arrays/npy.ts';
import { readPreprocessing } from '../../lib/data/preprocessing.ts';
import { zipOf } from './archives.ts';
import { arrayFile, npyOf } from './numpy.ts';
import { imported, read } from './read.ts';
import { fileOf } from './world.ts';

const parse = (name: string) => parseNpy(arrayFile(name), { field: 'x', place: 'x.npy' });

describe('arrays that NumPy wrote', () => {
  it.each(['i1', 'i2', 'i4', 'i8', 'f2', 'f4', 'f8'])('of %s', (type) => {
    expect([...numbersIn(parse(`signed ${type}`))!]).toEqual([0, 1, -2, 100]);
  });

  it.each(['u1', 'u2', 'u4', 'u8'])('of %s', (type) => {
    expect([...numbersIn(parse(`unsigned ${type}`))!]).toEqual([0, 1, 2, 100]);
  });

  it('of truth values, bytes and text', () => {
    expect([...numbersIn(parse('truth'))!]).toEqual([1, 0]);
    expect(textsIn(parse('bytes'))).toEqual(['cat', 'horse']);
    expect(textsIn(parse('text'))).toEqual(['cat', 'Pferd 🐎', 'é']);
    expect(textsIn(parse('signed i4'))).toEqual(['0', '1', '-2', '100']);
    expect(numbersIn(parse('text'))).toBeUndefined();
  });

  it.each([1, 2, 3])('in version %i', (version) => {
    const array = parse(`version ${version}`);
    expect(array).toMatchObject({ type: { kind: 'f', bytes: 8 }, shape: [2, 3] });
    expect([...numbersIn(array)!]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('of no dimension', () => {
    expect(parse('scalar').shape).toEqual([]);
  });

  it('are what the tests below write', () => {
    expect(npyOf('<f8', [2, 3], Buffer.from(Float64Array.of(0, 1, 2, 3, 4, 5).buffer))).toEqual(arrayFile('version 1'));
  });
});

describe('a .npz file', () => {
  it.each(['plain npz', 'packed npz'])('of images: %s', async (name) => {
    const { manifest, artefacts, load } = await imported({ source: 'npz', path: fileOf('a.npz', arrayFile(name)) });
    expect(manifest).toMatchObject({ kind: 'images', input: [2, 3, 1], classes: ['cat', 'dog'], features: 'bytes' });
    expect(await readPreprocessing(artefacts, manifest.digest)).toMatchObject({ images: { fit: 'none' } });
    const { features, labels, count } = await load('train');
    for (let i = 0; i < count; i++) expect(labels[i]).toBe((features[i * 6]! / 6) % 2);
  });

  it('may have arrays for each split, with names as the specification has them', async () => {
    const numbers = (from: number, count: number) =>
      npyOf('<f4', [count, 2], Buffer.from(Float32Array.from({ length: 2 * count }, (_, i) => from + i / 10).buffer));
    const labels = (count: number) =>
      npyOf('|u1', [count, 1], Buffer.from(Array.from({ length: count }, (_, i) => i % 2)));
    const archive = zipOf({
      'x_train.npy': numbers(0, 10),
      'y_train.npy': labels(10),
      'x_test.npy': numbers(50, 4),
      'y_test.npy': labels(4),
    });
    const spec = {
      source: 'npz',
      path: fileOf('a.npz', archive),
      x: 'x_train',
      y: 'y_train',
      test: { x: 'x_test', y: 'y_test' },
    };
    const { manifest, load } = await imported({ ...spec, validation: 0.2 });
    expect(manifest).toMatchObject({
      kind: 'features',
      input: [2],
      features: 'floats',
      counts: { train: 8, validation: 2, test: 4 },
    });
    expect([...(await load('test')).features]).toEqual([
      ...Float32Array.of(50, 50.1, 50.2, 50.3, 50.4, 50.5, 50.6, 50.7),
    ]);
  });
});

describe('.npy files', () => {
  const colours = () => npyOf('|u1', [20, 2, 2, 3], Buffer.from(Array.from({ length: 240 }, (_, i) => i)));

  it('of numbers to predict are standardised by the training split', async () => {
    const y = fileOf(
      'y.npy',
      npyOf('<f8', [20], Buffer.from(Float64Array.from({ length: 20 }, (_, i) => 5 + 3 * i).buffer)),
    );
    const spec = { source: 'npy', x: fileOf('x.npy', colours()), y, task: 'regression' };
    const { manifest, artefacts, load } = await imported(spec);
    expect(manifest).toMatchObject({ task: 'regression', input: [2, 2, 3], classes: [], labels: 'numbers' });
    const { label } = (await readPreprocessing(artefacts, manifest.digest))!;
    for (const split of ['train', 'validation', 'test'] as const) {
      const { features, labels, count } = await load(split);
      for (let i = 0; i < count; i++) {
        expect(labels[i]! * label!.deviation + label!.mean).toBeCloseTo(5 + (3 * features[i * 12]!) / 12, 4);
      }
    }
    const { labels, count } = await load('train');
    expect([...labels].reduce((sum, value) => sum + value, 0) / count).toBeCloseTo(0, 5);
  });

  it('of labels as text name the classes', async () => {
    const names = Buffer.concat(Array.from({ length: 20 }, (_, i) => Buffer.from(i % 2 ? 'bee' : 'ant')));
    const y = fileOf('y.npy', npyOf('|S3', [20], names));
    const dataset = await read({ source: 'npy', x: fileOf('x.npy', colours()), y });
    expect(dataset.labels).toMatchObject({ classes: ['ant', 'bee'] });
    expect(dataset.place(3)).toMatch(/x\.npy, row 3$/);
  });
});
