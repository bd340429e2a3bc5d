import type { DeviceMeasurement } from '../hardware/devices/device.ts';
import { randomStream } from '../math/random.ts';
import type { Space } from '../space/space.ts';
import { formula } from './formula.ts';
import { positive } from './positive.ts';
import { readRows } from './rows.ts';
import { tabled } from './tabled-space.ts';

export interface DeviceTableOptions {
  readonly table: string;
  /** Of milliseconds, or millijoules. */
  readonly column: string;
  readonly where?: string;
}

/**
 * Measurements of one device, shuffled: a table may be sorted.
 * @throws BenchmarkError naming the option that does not fit, or the row
 */
export function readDeviceTable(
  { table, column, where }: DeviceTableOptions,
  space: Space,
): readonly DeviceMeasurement[] {
  const { columns, rows } = readRows(table, space.name, tabled(space), where);
  const value = formula('column', column, columns);
  const measurements = rows.map(({ row, named }) => ({
    choices: named.choices,
    ms: positive('column', column, value(row)),
  }));
  return randomStream(0, 'measurements').shuffle(measurements);
}
