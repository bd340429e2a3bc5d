import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { dominatedArea, type Point } from '../math/hypervolume.ts';
import { quantile } from '../math/statistics.ts';
import { canonicalJson } from '../trial/json.ts';
import type { JsonObject } from '../trial/trial.ts';
import { BenchmarkError } from './errors.ts';
import { formula, type Row } from './formula.ts';
import { type TabledSpace, tabledSpace } from './tabled-space.ts';

/** What a table is and what its columns mean: the options of `spotnas bench strategies`. */
export interface TableOptions {
  readonly table: string;
  readonly space: string;
  /** To maximise; what a strategy is told. Column or formula, as the others. */
  readonly reward: string;
  /** Of the best by reward; the reward itself when left out. */
  readonly report?: string;
  /** A second objective, minimised. */
  readonly second?: string;
  /** Seconds of a trial, of a full training; 1 when left out. */
  readonly cost?: string;
  /** Rows where it is 0 are left out. */
  readonly where?: string;
  /** What a strategy is told after a share of the full training. */
  readonly rungs?: readonly RungOptions[];
}

export interface RungOptions {
  /** Above 0, below 1. */
  readonly fidelity: number;
  readonly reward: string;
}

/** What a trial of an architecture gives. */
export interface Entry {
  readonly reward: number;
  /** By fidelity, where it is not 1. */
  readonly rungs: ReadonlyMap<number, number>;
  readonly report: number;
  readonly second: number | undefined;
  readonly cost: number;
}

/** Results of all, or some, architectures of a space. */
export interface Table {
  readonly space: TabledSpace['space'];
  /** Best reward. */
  readonly best: number;
  /** What hypervolumes are measured from: the worst tenth of both objectives lies beyond it. With a second objective only. */
  readonly reference: Point | undefined;
  /** Hypervolume of the whole table. */
  readonly area: number;
  /** @returns undefined for an architecture that the table does not have */
  find(architecture: JsonObject): Entry | undefined;
}

/** Both objectives, to be minimised. */
export const pointOf = ({ reward, second }: Entry): Point => [-reward, second ?? 0];

/** The column that names architectures. */
const ARCHITECTURE = 'arch';

/**
 * Reads a table: CSV, plain or gzipped, with a column `arch`. Of rows that are isomorphic the one counts whose encoding is
 * the canonical one, else the first.
 * @throws BenchmarkError naming the option that does not fit, or the row
 */
export function readTable(options: TableOptions): Table {
  const { space, read } = tabledSpace(options.space);
  const rows = readRows(options.table);
  const columns = Object.keys(rows[0]!);
  if (!columns.includes(ARCHITECTURE)) {
    throw new BenchmarkError('table', `${options.table} with the columns ${columns.join(', ')}`, 'one named arch');
  }
  const reward = formula('reward', options.reward, columns);
  const report = options.report === undefined ? reward : formula('report', options.report, columns);
  const second = options.second === undefined ? () => undefined : formula('second', options.second, columns);
  const cost = options.cost === undefined ? () => 1 : formula('cost', options.cost, columns);
  const rungs = (options.rungs ?? []).map((rung) => ({
    ...rung,
    value: formula('rung', rung.reward, columns),
  }));
  const where = options.where === undefined ? () => 1 : formula('where', options.where, columns);
  const entries = new Map<string, Entry>();
  for (const [i, row] of rows.entries()) {
    if (where(row) === 0) continue;
    const { architecture, isCanonical } = architectureOf(row, i);
    const id = canonicalJson(architecture);
    if (entries.has(id) && !isCanonical) continue;
    entries.set(id, {
      reward: reward(row),
      rungs: new Map(rungs.map(({ fidelity, value }) => [fidelity, value(row)])),
      report: report(row),
      second: second(row),
      cost: cost(row),
    });
  }
  const all = [...entries.values()];
  if (all.length === 0) throw new BenchmarkError('where', `${options.where}, of no row`, 'a formula that keeps some');
  const points = all.map(pointOf);
  const reference: Point | undefined =
    options.second === undefined
      ? undefined
      : [
          quantile(
            points.map(([x]) => x),
            0.9,
          ),
          quantile(
            points.map(([, y]) => y),
            0.9,
          ),
        ];
  return {
    space,
    best: Math.max(...all.map((entry) => entry.reward)),
    reference,
    area: reference ? dominatedArea(points, reference) : 0,
    find: (architecture) => entries.get(canonicalJson(space.canonical(architecture))),
  };

  function architectureOf(row: Row, i: number) {
    const text = row[ARCHITECTURE]!;
    try {
      return read(text);
    } catch (error) {
      const got = `${options.table}, row ${i + 1}: ${text}`;
      throw new BenchmarkError('table', got, `architectures of ${options.space} (${(error as Error).message})`);
    }
  }
}

function readRows(path: string): readonly Row[] {
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
