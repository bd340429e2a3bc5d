import type { Traits } from '../../hardware/transfer/features.ts';
import { BenchmarkError } from '../errors.ts';
import { formula } from '../formula.ts';
import { readRows } from '../rows.ts';
import { tabledSpace } from '../tabled-space.ts';

/** A table of milliseconds: architectures in rows, devices in columns. */
export interface LatencyTableOptions {
  readonly table: string;
  readonly space: string;
  /** Columns of devices that are known. */
  readonly references: readonly string[];
  /** Columns of devices to predict. */
  readonly targets: readonly string[];
  /** Rows where it is 0 are left out. */
  readonly where?: string;
}

export interface LatencyTable {
  /** Of every row. */
  readonly architectures: readonly Omit<Traits, 'references'>[];
  /** Milliseconds of every row, by device. */
  readonly ms: ReadonlyMap<string, readonly number[]>;
}

/** @throws BenchmarkError naming the option that does not fit, or the row */
export function readLatencyTable({ table, space, references, targets, where }: LatencyTableOptions): LatencyTable {
  const tabled = tabledSpace(space);
  const { columns, rows } = readRows(table, space, tabled, where);
  const devices = [...new Set([...references, ...targets])];
  const ms = new Map(
    devices.map((device) => {
      const option = targets.includes(device) ? 'targets' : 'references';
      const value = formula(option, device, columns);
      return [device, rows.map(({ row }) => positive(option, device, value(row)))] as const;
    }),
  );
  const { decisions } = tabled.space;
  return { architectures: rows.map(({ named }) => traitsOf(named.choices, decisions)), ms };
}

/** Choices as decisions, one-hot, and how often each is made, where it means the same everywhere. */
function traitsOf(choices: readonly number[], decisions: readonly number[]): Omit<Traits, 'references'> {
  const most = Math.max(...decisions);
  const alike = decisions.every((count) => count === most);
  return {
    decisions: choices.flatMap((choice, i) => Array.from({ length: decisions[i]! }, (_, k) => (k === choice ? 1 : 0))),
    counts: alike ? Array.from({ length: most }, (_, k) => choices.filter((choice) => choice === k).length) : [],
  };
}

function positive(option: string, device: string, ms: number): number {
  if (ms > 0) return ms;
  throw new BenchmarkError(
    option,
    `${device}, with a row of ${ms} ms`,
    'columns of milliseconds above 0 (see --where)',
  );
}
