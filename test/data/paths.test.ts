import { describe, expect, it } from 'vitest';
import { isPath, isRemote } from '../../lib/data/address.ts';
import { pathsOf, withPaths } from '../../lib/data/paths.ts';
import { specOf } from './read.ts';

describe('the paths of a source', () => {
  it.each<[object, readonly (readonly [string, string])[]]>([
    [{ source: 'mnist' }, []],
    [{ source: 'images', path: 'a' }, [['path', 'a']]],
    [
      { source: 'idx', images: 'i', labels: 'l' },
      [
        ['images', 'i'],
        ['labels', 'l'],
      ],
    ],
    [
      { source: 'cifar', path: ['a', 'b'] },
      [
        ['path[0]', 'a'],
        ['path[1]', 'b'],
      ],
    ],
    [{ source: 'npz', path: 'a', test: { x: 'x_test', y: 'y_test' } }, [['path', 'a']]],
    [
      { source: 'npy', x: 'a', y: 'b', test: { x: 'c', y: 'd' } },
      [
        ['x', 'a'],
        ['y', 'b'],
        ['test.x', 'c'],
        ['test.y', 'd'],
      ],
    ],
    [
      { source: 'csv', train: 'a', test: 'b', label: 1, text: 'path' },
      [
        ['train', 'a'],
        ['test', 'b'],
      ],
    ],
    [{ source: 'jsonl', train: 'a', label: 'y' }, [['train', 'a']]],
    [
      { source: 'coco', annotations: 'a', images: 'b', validation: { annotations: 'c', images: 'd' } },
      [
        ['annotations', 'a'],
        ['images', 'b'],
        ['validation.annotations', 'c'],
        ['validation.images', 'd'],
      ],
    ],
    [{ source: 'voc', path: 'a' }, [['path', 'a']]],
  ])('%j', async (written, paths) => {
    const spec = specOf(written);
    expect(pathsOf(spec)).toEqual(paths);
    const moved = await withPaths(spec, async (path) => `/new/${path}`);
    expect(pathsOf(moved)).toEqual(paths.map(([field, path]) => [field, `/new/${path}`]));
    expect(await withPaths(moved, async (path) => path.slice('/new/'.length))).toEqual(spec);
  });
});

describe('a path', () => {
  it.each(['a.tar', '/a/b', 'C:\\a', 's3://bucket/key', 'https://host/a.tar?x=1'])('may be %s', (path) => {
    expect(isPath(path)).toBe(true);
    expect(isRemote(path)).toBe(/^(s3|https):/.test(path));
  });

  it.each(['http://host/a', 'ftp://host/a', 's3://Bucket/key', 's3://bucket', 'https://'])('may not be %s', (path) => {
    expect(isPath(path)).toBe(false);
    expect(() => specOf({ source: 'images', path })).toThrow('allowed: the path of a file, s3://bucket/key or https');
  });
});
