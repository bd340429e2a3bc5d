import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { addColumns } from './columns.ts';
import { transaction } from './transaction.ts';

/** How long a write waits for the writes of other processes; each takes milliseconds. */
const BUSY_TIMEOUT_MS = 60_000;
const RETRY_MS = 10;

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * WAL lets readers go on beside a writer. A committed transaction is in the log before the call returns, so a process
 * that is killed loses nothing; FULL also syncs the log, so that neither does a computer that loses power
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). It costs less than a millisecond a write.
 */
const DURABILITY = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS searches (
    created INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    spec TEXT NOT NULL,
    status TEXT NOT NULL,
    cause TEXT,
    execution TEXT,
    usd REAL,
    attempts INTEGER NOT NULL DEFAULT 0
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
  CREATE TABLE IF NOT EXISTS charges (
    searchId TEXT NOT NULL,
    attempt TEXT NOT NULL,
    charge TEXT NOT NULL,
    microUsd INTEGER NOT NULL,
    PRIMARY KEY (searchId, attempt)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS results ON trials (key) WHERE state = 'complete';
`;

/** Columns that came after version 0.1; whoever opens a database made before adds them. */
const LATER_COLUMNS = { searches: ['execution TEXT', 'usd REAL', 'attempts INTEGER NOT NULL DEFAULT 0'] };

/** Opens the database of searches and trials, which any number of processes may share. */
export async function openDatabase(path: string): Promise<DatabaseSync> {
  // A static import would stand at the top of every Lambda bundle.
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  await onceUnlocked(() => database.exec(DURABILITY));
  // One at a time: the columns that one opener adds are there for the next.
  transaction(database, () => {
    database.exec(SCHEMA);
    addColumns(database, LATER_COLUMNS);
  });
  return database;
}

/**
 * Processes that turn a new database to WAL at once hold what the others wait for, so that SQLite refuses all but one
 * without waiting: https://www.sqlite.org/c3ref/busy_handler.html
 */
async function onceUnlocked(work: () => void): Promise<void> {
  for (let waited = 0; ; waited += RETRY_MS) {
    try {
      work();
      return;
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || waited >= BUSY_TIMEOUT_MS) throw error;
      await setTimeout(RETRY_MS);
    }
  }
}
