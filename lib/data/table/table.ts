/** The rows of a table whose columns are inputs, as text. */
export interface Table {
  readonly columns: readonly string[];
  /** `rows[row][column]`; empty where there is nothing. */
  readonly rows: readonly (readonly string[])[];
  /** Where a row stands: the field of its file, its file and line. */
  at(row: number): RowPlace;
}

export interface RowPlace {
  readonly field: string;
  readonly place: string;
}

/** A file of a table as it was read. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of each row, from 1. */
  readonly lines: readonly number[];
}
