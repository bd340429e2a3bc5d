import { BenchmarkError } from './errors.ts';

/** @throws BenchmarkError unless a device took some time, or energy */
export function positive(option: string, device: string, value: number): number {
  if (value > 0) return value;
  throw new BenchmarkError(option, `${device}, with a row of ${value}`, 'columns of numbers above 0 (see --where)');
}
