import type { DatabaseSync } from 'node:sqlite';

/**
 * Adds the columns that a table lacks, empty. Processes that read the table already go on: SQLite prepares their statements
 * anew (https://www.sqlite.org/rescode.html#schema), and code that knows no such column never names it.
 * @param missing by table: column definitions, which begin with the column's name
 */
export function addColumns(database: DatabaseSync, missing: Readonly<Record<string, readonly string[]>>): void {
  for (const [table, columns] of Object.entries(missing)) {
    const present = new Set(
      database
        .prepare('SELECT name FROM pragma_table_info(?)')
        .all(table)
        .map(({ name }) => name),
    );
    for (const column of columns) {
      if (!present.has(column.split(' ')[0]!)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column}`);
    }
  }
}
