import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { BenchmarkError } from './errors.ts';
import { formula, type Row } from './formula.ts';
import type { Named, TabledSpace } from './tabled-space.ts';

/** The columns that name architectures: by what they are, or by a benchmark's number of them. */
const ARCHITECTURE = 'arch';
const NUMBER = 'idx';

export interface TabledRow {
  readonly row: Row;
  readonly named: Named;
}

/** Rows of a table, with its columns. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly TabledRow[];
}

/**
 * Reads a table: CSV, plain or gzipped, with a column `arch`, or `idx` where the space's benchmark numbers architectures.
 * @param where a formula: rows of which it is 0 are left out
 * @throws BenchmarkError naming the option that does not fit, or the row
 */
export function readRows(file: string, space: string, tabled: TabledSpace, where?: string): Rows {
  const rows = parsed(file);
  const columns = Object.keys(rows[0]!);
  const column = columns.includes(ARCHITECTURE) ? ARCHITECTURE : NUMBER;
  if (!columns.includes(column) || (column === NUMBER && !tabled.numbered)) {
    const allowed = tabled.numbered ? 'one named arch, or idx' : 'one named arch';
    throw new BenchmarkError('table', `${file} with the columns ${columns.join(', ')}`, allowed);
  }
  const kept = where === undefined ? () => 1 : formula('where', where, columns);
  const named = rows.flatMap((row, i): readonly TabledRow[] => {
    if (kept(row) === 0) return [];
    try {
      return [{ row, named: column === NUMBER ? tabled.numbered!(Number(row[column])) : tabled.read(row[column]!) }];
    } catch (error) {
      const got = `${file}, row ${i + 1}: ${row[column]}`;
      throw new BenchmarkError('table', got, `architectures of ${space} (${(error as Error).message})`);
    }
  });
  if (named.length === 0) throw new BenchmarkError('where', `${where}, of no row`, 'a formula that keeps some');
  return { columns, rows: named };
}

function parsed(path: string): readonly Row[] {
  let rows: readonly Row[];
  try {
    const bytes = readFileSync(path);
    const isGzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    rows = parse(isGzipped ? gunzipSync(bytes) : bytes, { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new BenchmarkError('table', `${path} (${(error as Error).message})`, 'a CSV file, plain or gzipped');
  }
  if (rows.length === 0) throw new BenchmarkError('table', `${path} without a row`, 'a header and rows');
  return rows;
}
