import type { DatabaseSync } from 'node:sqlite';
import type { Trial, TrialRef, TrialResult } from '../../trial/trial.ts';
import { NotFoundError } from '../errors.ts';
import { lifecycle, type Outcome, type Transition } from '../lifecycle.ts';
import type { TrialStore } from '../ports.ts';
import { type TrialRecord, toProposal, toTrial } from '../trial-record.ts';
import { sqliteSearches } from './searches.ts';
import { transaction } from './transaction.ts';

/** Searches and trials in a SQLite database. Calls block for the milliseconds that they take. */
export function sqliteTrials(database: DatabaseSync): TrialStore {
  return {
    ...sqliteSearches(database),
    ...lifecycle(async (ref, transition) => transaction(database, () => move(ref, transition))),

    async propose(trials) {
      const insert = database.prepare(
        `INSERT INTO trials (searchId, number, key, proposal, state) VALUES (?, ?, ?, ?, 'proposed')
         ON CONFLICT DO NOTHING`,
      );
      transaction(database, () => {
        for (const trial of trials) insert.run(trial.searchId, trial.number, trial.key, toProposal(trial));
      });
    },

    async get(ref) {
      return read(ref);
    },

    async list(searchId) {
      const rows = database.prepare('SELECT * FROM trials WHERE searchId = ? ORDER BY number').all(searchId);
      return rows.map((row) => toTrial(row as unknown as TrialRecord));
    },

    async findResult(key) {
      const row = database.prepare("SELECT result FROM trials WHERE state = 'complete' AND key = ? LIMIT 1").get(key);
      return row && (JSON.parse(row.result as string) as TrialResult);
    },
  };

  function read({ searchId, number }: TrialRef): Trial {
    const row = database.prepare('SELECT * FROM trials WHERE searchId = ? AND number = ?').get(searchId, number);
    if (!row) throw new NotFoundError({ searchId, number });
    return toTrial(row as unknown as TrialRecord);
  }

  /** The UPDATE decides; what is read after it, in the same transaction, is what it left or what refused it. */
  function move({ searchId, number }: TrialRef, { from, holder, claimant, to, set }: Transition): Outcome {
    const changes = Object.entries({ state: to, ...set });
    const columns = changes.map(([column]) => `${column} = ?`).join(', ');
    const states = from.map((state) => `'${state}'`).join(', ');
    const { changes: moved } = database
      .prepare(
        `UPDATE trials SET ${columns}
         WHERE searchId = ? AND number = ? AND state IN (${states}) AND attempt IS ifnull(?, attempt)
           AND (? IS NULL OR attempt IS NULL OR attempt <= ?)`,
      )
      .run(...changes.map(([, value]) => value), searchId, number, holder ?? null, claimant ?? null, claimant ?? null);
    return { moved: moved === 1, trial: read({ searchId, number }) };
  }
}
