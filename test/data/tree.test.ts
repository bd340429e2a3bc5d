import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packFolder } from '../../lib/data/tree/pack.ts';
import { entriesOf, isTree } from '../../lib/data/tree/tree.ts';
import { type FilesByPath, tarOf, zipOf } from './archives.ts';
import { fileOf, folderOf } from './world.ts';

const files: FilesByPath = {
  'a/': '',
  'a/one.txt': 'one',
  'a/b/': '',
  'a/b/two.bin': Buffer.alloc(70_000, 'two'),
  'three.txt': '',
};
const litter: FilesByPath = { '.DS_Store': 'x', '__MACOSX/a/._one.txt': 'x', 'a/Thumbs.db': 'x', 'a/.hidden/x': 'x' };

const at = (path: string) => ({ field: 'path', name: path, path });
async function contentsOf(path: string): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for await (const entry of entriesOf(at(path))) contents[entry.path] = (await entry.read()).toString();
  return contents;
}
const expected = Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, bytes.toString()]));

describe('a folder and its archives', () => {
  it.each<[string, () => string | Promise<string>]>([
    ['folder', () => folderOf({ ...files, ...litter })],
    ['tar', async () => fileOf('x', await tarOf({ ...files, ...litter }))],
    [
      'tar whose paths begin with ./',
      async () =>
        fileOf(
          'x',
          await tarOf(Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`./${path}`, bytes]))),
        ),
    ],
    ['tar.gz', async () => fileOf('x', gzipSync(await tarOf({ ...files, ...litter })))],
    ['zip', () => fileOf('x', zipOf({ ...files, ...litter }))],
    ['zip that is not packed', () => fileOf('x', zipOf(files, { method: 0 }))],
    ['zip with 64-bit records', () => fileOf('x', zipOf(files, { isLong: true }))],
    ['zip with a comment', () => fileOf('x', Buffer.concat([zipOf(files), Buffer.from('a comment of nobody')]))],
    ['folder that was packed', async () => fileOf('x', await packFolder(folderOf({ ...files, ...litter })))],
  ])('give the same files: %s', async (_, make) => {
    const path = await make();
    expect(await contentsOf(path)).toEqual(expected);
    expect(await isTree(at(path))).toBe(true);
  });

  it('need not be read', async () => {
    const paths = [];
    for await (const { path } of entriesOf(at(fileOf('x', gzipSync(await tarOf(files)))))) paths.push(path);
    expect(paths).toEqual(Object.keys(files));
  });

  it('may be left early', async () => {
    for await (const _ of entriesOf(at(fileOf('x', zipOf(files))))) break;
    for await (const _ of entriesOf(at(fileOf('x', await tarOf(files))))) break;
  });

  it('pack into equal bytes', async () => {
    expect(await packFolder(folderOf(files))).toEqual(await packFolder(folderOf(files)));
  });

  it('follow links, but not in circles', async () => {
    const folder = folderOf({ 'a/one.txt': 'one' });
    symlinkSync(join(folder, 'a'), join(folder, 'b'));
    symlinkSync(join(folder, 'a', 'one.txt'), join(folder, 'c.txt'));
    expect(await contentsOf(folder)).toMatchObject({ 'b/one.txt': 'one', 'c.txt': 'one' });
    symlinkSync(folder, join(folder, 'a', 'up'));
    await expect(contentsOf(folder)).rejects.toThrow(/a\/up\/, a link to a folder above; allowed: no circle/);
  });

  it('are told from other files', async () => {
    expect(await isTree(at(fileOf('x', 'text')))).toBe(false);
    expect(await isTree(at(fileOf('x', '')))).toBe(false);
  });
});
