import { type ChoiceTraits, choiceTraits } from '../../hardware/devices/choice-traits.ts';
import { formula } from '../formula.ts';
import { positive } from '../positive.ts';
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
  readonly architectures: readonly ChoiceTraits[];
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
  return { architectures: rows.map(({ named }) => choiceTraits(named.choices, decisions)), ms };
}
