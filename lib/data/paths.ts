import type { DataSpec } from './source.ts';

/** Fields of a source that are paths, or that hold paths: a list, or a mapping of a split's own. */
const FIELDS: Readonly<Record<DataSpec['source'], readonly string[]>> = {
  mnist: [],
  images: ['path'],
  idx: ['images', 'labels'],
  cifar: ['path'],
  npz: ['path'],
  npy: ['x', 'y', 'validation', 'test'],
  csv: ['train', 'validation', 'test'],
  jsonl: ['train', 'validation', 'test'],
  coco: ['annotations', 'images', 'validation', 'test'],
  voc: ['path'],
};

/** The paths of a source by their fields: `images`, `path[1]`, `test.annotations`. */
export function pathsOf(spec: DataSpec): readonly (readonly [field: string, path: string])[] {
  const fields: Readonly<Record<string, unknown>> = spec;
  return FIELDS[spec.source].flatMap((field) => pathsIn(field, fields[field]));
}

function pathsIn(field: string, value: unknown): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[field, value]];
  if (Array.isArray(value)) return value.flatMap((one, i) => pathsIn(`${field}[${i}]`, one));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => pathsIn(`${field}.${key}`, inner));
}

/** The source with each of its paths replaced. */
export async function withPaths(spec: DataSpec, replace: (path: string) => Promise<string>): Promise<DataSpec> {
  const fields: Readonly<Record<string, unknown>> = spec;
  const replaced: Record<string, unknown> = {};
  for (const field of FIELDS[spec.source]) replaced[field] = await replaceIn(fields[field], replace);
  return { ...spec, ...replaced };
}

async function replaceIn(value: unknown, replace: (path: string) => Promise<string>): Promise<unknown> {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return Promise.all(value.map((one) => replaceIn(one, replace)));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await replaceIn(inner, replace)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
