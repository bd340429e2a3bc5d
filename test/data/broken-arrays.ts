import { zipOf } from './archives.ts';
import type { Broken } from './broken.ts';
import { idx } from './idx.ts';
import { arrayFile, npyOf } from './numpy.ts';
import { fileOf } from './world.ts';

const floats = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer);
const x = () => npyOf('<f4', [20, 2], floats(...Array.from({ length: 40 }, (_, i) => i)));
const y = () => npyOf('|u1', [20], Buffer.from(Array.from({ length: 20 }, (_, i) => i % 2)));

const npy = (files: { x?: Uint8Array; y?: Uint8Array }, more: object = {}) => ({
  source: 'npy',
  x: fileOf('x.npy', files.x ?? x()),
  y: fileOf('y.npy', files.y ?? y()),
  ...more,
});
const npz = (bytes: Uint8Array, more: object = {}) => ({ source: 'npz', path: fileOf('a.npz', bytes), ...more });

export const brokenArrays: readonly Broken[] = [
  [
    'a file that NumPy did not write',
    'x',
    async () => npy({ x: Buffer.from('1,2,3') }),
    ['x.npy', 'begins with "1,2,3"'],
  ],
  [
    'an array that is cut off',
    'x',
    async () => npy({ x: x().subarray(0, -4) }),
    ['156 bytes of numbers', '160, for shape (20, 2)'],
  ],
  ['a header that is cut off', 'x', async () => npy({ x: x().subarray(0, 9) }), ['cut off in its header']],
  ['a version that is not known', 'x', async () => npy({ x: Buffer.from(x()).fill(4, 6, 7) }), ['format version 4']],
  ['Fortran order', 'x', async () => npy({ x: arrayFile('fortran') }), ['Fortran order', 'numpy.ascontiguousarray']],
  ['big-endian numbers', 'x', async () => npy({ x: arrayFile('big') }), ['big-endian', '>f8', 'newbyteorder']],
  ['Python objects', 'x', async () => npy({ x: arrayFile('objects') }), ['elements of type |O', 'array.astype']],
  ['records', 'x', async () => npy({ x: arrayFile('record') }), ['the header', 'of one type']],
  [
    'whole numbers as examples',
    'x',
    async () => npy({ x: npyOf('<i4', [20, 2], Buffer.alloc(160)) }),
    ['type i4 in shape (20, 2)', 'uint8 images', 'floats'],
  ],
  [
    'a shape that is neither',
    'x',
    async () => npy({ x: npyOf('<f4', [20, 2, 1], Buffer.alloc(160)) }),
    ['shape (20, 2, 1)', '(n, numbers)'],
  ],
  ['no example', 'x', async () => npy({ x: npyOf('<f4', [0, 2], Buffer.alloc(0)) }), ['an array with elements']],
  [
    'a number that is none',
    'x',
    async () =>
      npy({ x: npyOf('<f4', [20, 2], floats(...Array.from({ length: 40 }, (_, i) => (i === 7 ? Number.NaN : i)))) }),
    ['x.npy, row 3', 'NaN', 'finite'],
  ],
  [
    'lengths that differ',
    'y',
    async () => npy({ y: npyOf('|u1', [19], Buffer.alloc(19)) }),
    ['shape (19)', '(20), a label for each'],
  ],
  ['labels in two columns', 'y', async () => npy({ y: npyOf('|u1', [20, 2], Buffer.alloc(40)) }), ['shape (20, 2)']],
  [
    'words to predict',
    'y',
    async () => npy({ y: npyOf('|S1', [20], Buffer.alloc(20, 'a')) }, { task: 'regression' }),
    ['elements of type S1', 'numbers'],
  ],
  [
    'an infinite label',
    'y',
    async () => npy({ y: npyOf('<f4', [20], floats(...Array<number>(20).fill(Infinity))) }, { task: 'regression' }),
    ['Infinity in row 0', 'finite'],
  ],
  [
    'examples of another shape in a split',
    'test.x',
    async () =>
      npy({}, { test: { x: fileOf('t.npy', npyOf('<f4', [2, 3], Buffer.alloc(24))), y: fileOf('u.npy', y()) } }),
    ['shape (3)', '(2), as in the training split'],
  ],
  [
    'an array that the archive lacks',
    'y',
    async () => npz(arrayFile('plain npz'), { y: 'labels' }),
    ['got labels', 'x, y, more'],
  ],
  ['no archive', 'path', async () => npz(x()), ['a.npz', 'numpy.savez']],
  [
    'a broken archive',
    'path',
    async () => npz(zipOf({ 'x.npy': x() }).subarray(0, 80)),
    ['a.npz', 'broken or cut off'],
  ],
  [
    'IDX labels for other images',
    'labels',
    async () => ({
      source: 'idx',
      images: fileOf('i', idx([3, 1, 1], [1, 2, 3])),
      labels: fileOf('l', idx([2], [0, 1])),
    }),
    ['got 2 labels', '3, one for each image'],
  ],
];
