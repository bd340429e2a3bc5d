import type { Prepared } from '../dataset.ts';
import { checkMemory } from '../memory.ts';
import { createRowEncoder, widthOf } from './columns.ts';
import { fitColumns } from './fit.ts';
import type { Table } from './table.ts';

/** Rows as numbers, fitted to the rows `train`. @throws DataError (fit.ts) */
export function prepareTable(table: Table, train: Int32Array): Prepared {
  const columns = fitColumns(table, train);
  const width = columns.reduce((sum, column) => sum + widthOf(column), 0);
  checkMemory('train', table.rows.length, width * Float32Array.BYTES_PER_ELEMENT, 'leave columns out with data.ignore');
  return { input: [width], rows: table.rows.map(createRowEncoder(columns)), columns };
}
