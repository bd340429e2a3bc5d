import { dominatedArea, type Point } from '../math/hypervolume.ts';
import { quantile } from '../math/statistics.ts';
import { canonicalJson } from '../trial/json.ts';
import type { JsonObject } from '../trial/trial.ts';
import { BenchmarkError } from './errors.ts';
import { formula } from './formula.ts';
import { readRows } from './rows.ts';
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
  /** A limit: the share that an architecture takes of it. Above 1 it is infeasible. */
  readonly share?: string;
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
  /** Of the limit; 0 without one. */
  readonly share: number;
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

/**
 * Reads a table (rows.ts). Of rows that are isomorphic the one counts whose encoding is the canonical one, else the first.
 * @throws BenchmarkError naming the option that does not fit, or the row
 */
export function readTable(options: TableOptions): Table {
  const tabled = tabledSpace(options.space);
  const { space } = tabled;
  const { columns, rows } = readRows(options.table, options.space, tabled, options.where);
  const reward = formula('reward', options.reward, columns);
  const report = options.report === undefined ? reward : formula('report', options.report, columns);
  const second = options.second === undefined ? () => undefined : formula('second', options.second, columns);
  const cost = options.cost === undefined ? () => 1 : formula('cost', options.cost, columns);
  const share = options.share === undefined ? () => 0 : formula('share', options.share, columns);
  const rungs = (options.rungs ?? []).map((rung) => ({
    ...rung,
    value: formula('rung', rung.reward, columns),
  }));
  const entries = new Map<string, Entry>();
  for (const { row, named } of rows) {
    const { architecture, isCanonical } = named;
    const id = canonicalJson(architecture);
    if (entries.has(id) && !isCanonical) continue;
    entries.set(id, {
      reward: reward(row),
      rungs: new Map(rungs.map(({ fidelity, value }) => [fidelity, value(row)])),
      report: report(row),
      second: second(row),
      cost: cost(row),
      share: share(row),
    });
  }
  const all = [...entries.values()];
  const holding = all.filter(({ share }) => share <= 1);
  if (all.length > 0 && holding.length === 0) {
    throw new BenchmarkError('share', `${options.share}, which is above 1 everywhere`, 'a limit that a row holds');
  }
  const points = holding.map(pointOf);
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
    best: Math.max(...holding.map((entry) => entry.reward)),
    reference,
    area: reference ? dominatedArea(points, reference) : 0,
    find: (architecture) => entries.get(canonicalJson(space.canonical(architecture))),
  };
}
