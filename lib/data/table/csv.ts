import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { DataError } from '../errors.ts';
import type { LocalFile } from '../files/local.ts';
import { textOf } from '../files/text.ts';
import type { Sheet } from './table.ts';

export interface CsvOptions {
  /** Whether the first line names the columns; else they are called 1, 2, ... */
  readonly header: boolean;
  /** What stands between columns; found in the first lines by default. */
  readonly delimiter?: string | undefined;
  /** Whether " encloses fields; by default unless tabs stand between columns. */
  readonly quotes?: boolean | undefined;
}

interface Line {
  readonly fields: readonly string[];
  /** Its number in the file, from 1; the last one of a record of several lines. */
  readonly line: number;
}

/**
 * Reads a file in CSV (https://www.rfc-editor.org/rfc/rfc4180), TSV or the like. Empty lines mean nothing.
 * @throws DataError naming the line that has another number of columns than the first, or whose quotes do not fit
 */
export async function readCsvFile(file: LocalFile, options: CsvOptions): Promise<Sheet> {
  const lines = await linesOf(file, options);
  const [first] = lines;
  if (!first || (options.header && lines.length === 1)) {
    throw new DataError({ field: file.field, got: `${file.name}, without rows`, allowed: 'a file with rows' });
  }
  const width = first.fields.length;
  const ragged = lines.find(({ fields }) => fields.length !== width);
  if (ragged) {
    const allowed = `${width}, as in the first line; fields that hold the delimiter need quotes around them`;
    throw at(file, ragged.line, `${ragged.fields.length} columns`, allowed);
  }
  const columns = first.fields.map((name, i) => (options.header && name.trim()) || String(i + 1));
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw at(file, first.line, `two columns called ${twice}`, 'names that differ');
  const rows = options.header ? lines.slice(1) : lines;
  return { columns, rows: rows.map(({ fields }) => fields), lines: rows.map(({ line }) => line) };
}

const at = ({ field, name }: LocalFile, line: number, got: string, allowed: string) =>
  new DataError({ field, place: `${name}, line ${line}`, got, allowed });

async function linesOf(file: LocalFile, options: CsvOptions): Promise<readonly Line[]> {
  const texts = textOf(file);
  const { value: first = '' } = await texts.next();
  const delimiter = options.delimiter ?? delimiterIn(first);
  const rows: string[][] = [];
  const numbers: number[] = [];
  const parser = parse({
    delimiter,
    quote: (options.quotes ?? delimiter !== '\t') ? '"' : null,
    // A line that is too short or too long is told of with its number, above.
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    on_record: (row, { lines }) => {
      numbers.push(lines);
      return row;
    },
  });
  try {
    await pipeline(restored(first, texts), parser, async (read: AsyncIterable<string[]>) => {
      for await (const row of read) rows.push(row);
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const allowed = 'quotes around whole fields, "" for one inside; or data.quotes: false, where they mean nothing';
    throw at(file, Number(error.lines), error.message, allowed);
  }
  return rows.map((fields, i) => ({ fields, line: numbers[i]! }));
}

/** A quote that never ends would take the rest of the file. */
const LONGEST_RECORD = 2 ** 24;

async function* restored(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

const DELIMITERS = ['\t', ',', ';', '|'];

/** Lines that are looked at for a delimiter. */
const SAMPLE = 20;

/**
 * What stands equally often in each of the first lines, outside of quotes: the most frequent of these; where none does, the
 * most frequent one in the first line.
 */
function delimiterIn(text: string): string {
  // The last line of a piece may be cut.
  const lines = text.split('\n').slice(0, -1).filter(Boolean).slice(0, SAMPLE);
  const counts = (delimiter: string) =>
    (lines.length > 0 ? lines : [text]).map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length);
  const even = DELIMITERS.filter((delimiter) => new Set(counts(delimiter)).size === 1 && counts(delimiter)[0]! > 1);
  return (even.length > 0 ? even : DELIMITERS).reduce((a, b) => (counts(b)[0]! > counts(a)[0]! ? b : a));
}
