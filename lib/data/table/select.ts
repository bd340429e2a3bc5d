import { DataError } from '../errors.ts';
import type { LocalFile } from '../files/local.ts';
import { some } from '../labels.ts';
import type { SplitName } from '../split.ts';
import type { RowPlace, Sheet } from './table.ts';

/** A column by its name, or by its number from 1. */
export type ColumnChoice = string | number;

/** A file of a table and the split that it is for. */
export interface SplitSheet {
  readonly split: SplitName;
  readonly file: LocalFile;
  readonly sheet: Sheet;
}

/** All rows of a table, whichever file they are in. */
export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of each row, where there are several files. */
  readonly given?: readonly SplitName[];
  at(row: number): RowPlace;
}

/** Puts files of one table together. @throws DataError when they have not the same columns; their order means nothing */
export function joined(sheets: readonly SplitSheet[]): Rows {
  const { columns } = sheets[0]!.sheet;
  const parts = sheets.map(({ split, file, sheet }) => ({ split, file, sheet, rows: inColumns(columns, file, sheet) }));
  const origins = parts.flatMap(({ file, sheet }) => sheet.lines.map((line) => ({ file, line })));
  return {
    columns,
    rows: parts.flatMap(({ rows }) => rows),
    ...(sheets.length > 1 && { given: parts.flatMap(({ split, rows }) => rows.map(() => split)) }),
    at: (row) => {
      const { file, line } = origins[row]!;
      return { field: file.field, place: `${file.name}, line ${line}` };
    },
  };
}

function inColumns(columns: readonly string[], file: LocalFile, sheet: Sheet): Sheet['rows'] {
  const order = columns.map((name) => sheet.columns.indexOf(name));
  if (order.includes(-1) || columns.length !== sheet.columns.length) {
    const got = `${file.name} with the columns ${some(sheet.columns)}`;
    throw new DataError({ field: file.field, got, allowed: `those of data.train: ${some(columns)}` });
  }
  return order.every((from, to) => from === to) ? sheet.rows : sheet.rows.map((row) => order.map((from) => row[from]!));
}

/** The position of a column. @throws DataError naming the field that asks for it, when there is none */
export function positionOf(field: string, choice: ColumnChoice, columns: readonly string[]): number {
  const position = typeof choice === 'number' ? choice - 1 : columns.indexOf(choice);
  if (columns[position] !== undefined) return position;
  const got = typeof choice === 'number' ? `column ${choice}` : choice;
  throw new DataError({ field, got, allowed: `a column of data.train: ${some(columns)}, or its number from 1` });
}
