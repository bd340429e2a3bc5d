import type { DatabaseSync } from 'node:sqlite';

/** How long a write waits for the writes of other processes; each takes milliseconds. */
const BUSY_TIMEOUT_MS = 60_000;

/**
 * WAL lets readers go on beside a writer. A committed transaction is in the log before the call returns, so a process
 * that is killed loses nothing; FULL also syncs the log, so that neither does a computer that loses power
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). It costs less than a millisecond a write.
 */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS searches (
    created INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    spec TEXT NOT NULL,
    status TEXT NOT NULL,
    cause TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS trials (
    searchId TEXT NOT NULL,
    number INTEGER NOT NULL,
    key TEXT NOT NULL,
    proposal TEXT NOT NULL,
    state TEXT NOT NULL,
    attempt TEXT,
    predicted TEXT,
    result TEXT,
    failure TEXT,
    PRIMARY KEY (searchId, number)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS results ON trials (key) WHERE state = 'complete';
`;

/** Opens the database of searches and trials, which any number of processes may share. */
export async function openDatabase(path: string): Promise<DatabaseSync> {
  // A static import would stand at the top of every Lambda bundle.
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  database.exec(SCHEMA);
  return database;
}
