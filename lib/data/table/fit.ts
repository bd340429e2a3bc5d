import { mean, standardDeviation } from '../../math/statistics.ts';
import { DataError } from '../errors.ts';
import { type Column, isMissing, numberIn } from './columns.ts';
import type { Table } from './table.ts';

/** Values of a column of words that have an input of their own. */
const MAX_VALUES = 64;

/** A column is one of numbers when so many of its fields say one; the others are mistakes then. */
const NUMBERS = 0.9;

/**
 * The columns of a table's inputs, fitted to the rows `train`; all rows are checked.
 * @throws DataError naming the column, when it is empty, or the line where a column of numbers has something else
 */
export function fitColumns(table: Table, train: Int32Array): readonly Column[] {
  return table.columns.map((name, c) => {
    const known = Array.from(train, (row) => table.rows[row]![c]!).filter((field) => !isMissing(field));
    if (known.length === 0) {
      throw new DataError({
        field: 'train',
        place: `column ${name}`,
        got: 'no value in the training split',
        allowed: 'a column with values; name it in data.ignore to leave it out',
      });
    }
    const numbers = known.map(numberIn).filter((value) => value !== undefined);
    if (numbers.length < NUMBERS * known.length) return { name, kind: 'category', values: mostFrequent(known) };
    for (const [row, fields] of table.rows.entries()) requireNumber(table, row, name, fields[c]!);
    return { name, kind: 'number', ...moments(numbers), indicator: known.length < train.length };
  });
}

function requireNumber(table: Table, row: number, column: string, field: string): void {
  if (isMissing(field) || numberIn(field) !== undefined) return;
  const { field: source, place } = table.at(row);
  throw new DataError({
    field: source,
    place: `${place}, column ${column}`,
    got: JSON.stringify(field),
    allowed: 'a number like 1.5, as elsewhere in this column, or nothing',
  });
}

function mostFrequent(known: readonly string[]): readonly string[] {
  const counts = Map.groupBy(known, (field) => field.trim());
  return [...counts]
    .sort(([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1))
    .slice(0, MAX_VALUES)
    .map(([value]) => value)
    .sort();
}

/** Mean and standard deviation; a deviation of 1 where all values are equal, so that nothing is divided by 0. */
export function moments(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  if (values.every((value) => value === values[0])) return { mean: values[0]!, deviation: 1 };
  return { mean: mean(values), deviation: standardDeviation(values) };
}
