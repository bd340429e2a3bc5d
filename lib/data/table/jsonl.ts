import { DataError } from '../errors.ts';
import type { LocalFile } from '../files/local.ts';
import { linesOf } from '../files/text.ts';
import type { Sheet } from './table.ts';

/**
 * Reads JSON lines (https://jsonlines.org): an object in each, of texts, numbers, truth values and nulls. A field that an
 * object lacks is empty, as null is.
 * @param ignored fields that are left out, whatever they hold
 * @throws DataError naming the line that is no JSON, no object, or has lists or objects in its fields
 */
export async function readJsonlFile(file: LocalFile, ignored: ReadonlySet<string>): Promise<Sheet> {
  const positions = new Map<string, number>();
  const sparse: string[][] = [];
  const lines: number[] = [];
  for await (const [line, number] of linesOf(file)) {
    if (line.trim() === '') continue;
    const row: string[] = [];
    for (const [name, value] of Object.entries(objectIn(file, line, number))) {
      if (ignored.has(name)) continue;
      if (!positions.has(name)) positions.set(name, positions.size);
      row[positions.get(name)!] = fieldOf(file, name, value, number);
    }
    sparse.push(row);
    lines.push(number);
  }
  if (sparse.length === 0) {
    throw new DataError({
      field: file.field,
      got: `${file.name}, without lines`,
      allowed: 'a JSON object in each line',
    });
  }
  const columns = [...positions.keys()];
  return { columns, rows: sparse.map((row) => columns.map((_, i) => row[i] ?? '')), lines };
}

function objectIn({ field, name }: LocalFile, line: string, number: number): object {
  const place = `${name}, line ${number}`;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const allowed = `a JSON object in each line (${(error as Error).message})`;
    throw new DataError({ field, place, got: 'a line that is no JSON', allowed }, { cause: error });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new DataError({
    field,
    place,
    got: line.slice(0, 40),
    allowed: 'a JSON object in each line, {"field": value}',
  });
}

function fieldOf({ field, name }: LocalFile, key: string, value: unknown, number: number): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  const got = `${JSON.stringify(value).slice(0, 40)} in field ${key}`;
  const allowed = 'texts, numbers, truth values and nulls; data.ignore leaves a field out';
  throw new DataError({ field, place: `${name}, line ${number}`, got, allowed });
}
