import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Edges, OPERATIONS } from '../lib/space/nasbench201/cell.ts';

/** Public table of the NAS-Bench-201 results; not part of the project. */
export const TABLE = resolve(import.meta.dirname, '../../shared/data/tabular/nasbench201.csv.gz');

export const tableIsPresent = existsSync(TABLE);

export interface TableRow {
  readonly edges: Edges;
  /** The benchmark's index of the first cell that it takes for the same. */
  readonly representative: number;
  /** CIFAR-10 accuracy in percent after 12 epochs on validation, and after 200 epochs on test. */
  readonly validation12: number;
  readonly test200: number;
}

/** Rows by `edges.join()`. */
export function readTable(): ReadonlyMap<string, TableRow> {
  const [header, ...lines] = gunzipSync(readFileSync(TABLE)).toString('utf8').trim().split('\n');
  const columns = header!.split(',');
  const rows = lines.map((line): TableRow => {
    const cells = line.split(',');
    const field = (name: string) => cells[columns.indexOf(name)]!;
    return {
      edges: [...field('arch')].map((digit) => OPERATIONS[Number(digit)]!),
      representative: Number(field('iso_rep')),
      validation12: Number(field('c10_val12')),
      test200: Number(field('c10_test200')),
    };
  });
  return new Map(rows.map((row) => [row.edges.join(), row]));
}
