import { arrayDataset, type FoundArray, type Part } from '../arrays/dataset.ts';
import { parseNpy } from '../arrays/npy.ts';
import type { Dataset } from '../dataset.ts';
import { DataError } from '../errors.ts';
import { readBytes } from '../files/bytes.ts';
import type { LocalFile } from '../files/local.ts';
import type { SpecOf } from '../source.ts';
import { entriesOf, isTree } from '../tree/tree.ts';
import type { Reading } from './read.ts';

type Spec = SpecOf<'npz' | 'npy'>;

/** Finds the array that a field of the specification names. */
type Find = (field: string, name: string) => Promise<FoundArray>;

/** Arrays in files of their own. @throws DataError naming the file */
export const readNpy = (spec: SpecOf<'npy'>, { files }: Pick<Reading, 'files'>): Promise<Dataset> =>
  readPairs(spec, async (field, path) => {
    const file = await files.open(field, path);
    const at = { field, place: file.name };
    return { at, array: parseNpy(await readBytes(file), at) };
  });

/** Arrays in one .npz file. @throws DataError naming the array */
export async function readNpz(spec: SpecOf<'npz'>, { files }: Pick<Reading, 'files'>): Promise<Dataset> {
  const file = await files.open('path', spec.path);
  const { found, names } = await arraysIn(file, new Set(pairsOf(spec).flatMap(({ x, y }) => [x, y])));
  return readPairs(spec, async (field, name) => {
    const bytes = found.get(name);
    const allowed = `the name of an array in ${file.name}: ${names.join(', ') || 'there are none'}`;
    if (!bytes) throw new DataError({ field, got: name, allowed });
    const at = { field, place: `${file.name}, array ${name}` };
    return { at, array: parseNpy(bytes, at) };
  });
}

/** A .npz file is a zip archive of .npy files, named after their arrays. */
async function arraysIn(file: LocalFile, wanted: ReadonlySet<string>) {
  if (!(await isTree(file))) {
    throw new DataError({ field: 'path', got: file.name, allowed: 'a .npz file, as numpy.savez writes it' });
  }
  const found = new Map<string, Buffer>();
  const names: string[] = [];
  for await (const entry of entriesOf(file)) {
    const name = entry.path.replace(/\.npy$/, '');
    names.push(name);
    if (wanted.has(name)) found.set(name, await entry.read());
  }
  return { found, names };
}

interface Pair extends Pick<Part, 'split'> {
  /** Of its fields in the specification. */
  readonly prefix: string;
  readonly x: string;
  readonly y: string;
}

function pairsOf(spec: Spec): readonly Pair[] {
  const own = (['validation', 'test'] as const).flatMap((split) => {
    const pair = spec[split];
    return typeof pair === 'object' ? [{ split, prefix: `${split}.`, ...pair }] : [];
  });
  return [{ split: 'train', prefix: '', x: spec.x, y: spec.y }, ...own];
}

async function readPairs(spec: Spec, find: Find): Promise<Dataset> {
  const parts: Part[] = [];
  for (const { split, prefix, x, y } of pairsOf(spec)) {
    parts.push({ split, x: await find(`${prefix}x`, x), y: await find(`${prefix}y`, y) });
  }
  return arrayDataset(parts, spec.task);
}
