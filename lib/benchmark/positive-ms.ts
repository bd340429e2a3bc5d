import { BenchmarkError } from './errors.ts';

/** @throws BenchmarkError unless a device took some time */
export function positiveMs(option: string, device: string, ms: number): number {
  if (ms > 0) return ms;
  throw new BenchmarkError(
    option,
    `${device}, with a row of ${ms} ms`,
    'columns of milliseconds above 0 (see --where)',
  );
}
