import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { type Cell, OPERATIONS } from './nasbench101.ts';

/** Measured energies of EC-NAS-Bench (Bakhtiarifard et al. 2022, arXiv:2210.06015); not part of the project. */
export const TABLE = resolve(import.meta.dirname, '../../../shared/data/tabular/ecnas_5v_energy.csv.gz');

export const tableIsPresent = existsSync(TABLE);

export interface EnergyRow {
  readonly cell: Cell;
  /** As the benchmark counts them. */
  readonly parameters: number;
  /** Of a training of four epochs, on one Quadro RTX 6000. */
  readonly kwh: number;
}

export function readTable(): readonly EnergyRow[] {
  const rows = parse<Record<string, string>>(gunzipSync(readFileSync(TABLE)), { columns: true });
  return rows.map(({ nodes, adj_upper: edges, ops, params, energy_kwh_ep4: kwh }) => ({
    cell: cellOf(Number(nodes), edges!, ops!.split(' ').slice(1, -1).map(Number)),
    parameters: Number(params),
    kwh: Number(kwh),
  }));
}

/** @param edges the matrix above its diagonal, row after row */
function cellOf(vertices: number, edges: string, operations: readonly number[]): Cell {
  const present = new Set<string>();
  let at = 0;
  for (let from = 0; from < vertices; from++) {
    for (let to = from + 1; to < vertices; to++) if (edges[at++] === '1') present.add(`${from},${to}`);
  }
  return {
    vertices,
    operations: operations.map((operation) => OPERATIONS[operation]!),
    hasEdge: (from, to) => present.has(`${from},${to}`),
  };
}
