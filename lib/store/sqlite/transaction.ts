import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` alone among all writers: all of it is stored, or nothing when it throws or the process dies. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  // IMMEDIATE waits for other writers at the start. A deferred one cannot wait once it has read, and fails instead.
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // Some errors, such as a full disk, have rolled back already.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
