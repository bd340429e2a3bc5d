import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../trial/json.ts';
import { NotFoundError } from '../errors.ts';
import type { SearchRecord, TrialStore } from '../ports.ts';
import { type SearchFields, toSearch, withSpec } from '../search-record.ts';

/** The searches of a SQLite database. */
export function sqliteSearches(
  database: DatabaseSync,
): Pick<TrialStore, 'createSearch' | 'getSearch' | 'listSearches' | 'setSearchStatus' | 'holdSearch' | 'beginAttempt'> {
  return {
    async createSearch(id, spec) {
      database
        .prepare("INSERT INTO searches (id, spec, status) VALUES (?, ?, 'running') ON CONFLICT DO NOTHING")
        .run(id, canonicalJson(spec));
      return withSpec(read(id), spec);
    },

    async getSearch(id) {
      return read(id);
    },

    async listSearches() {
      const rows = database.prepare('SELECT * FROM searches ORDER BY created').all();
      return rows.map((row) => toSearch(row as unknown as SearchFields));
    },

    async setSearchStatus(id, status, cause) {
      const { changes } = database
        .prepare('UPDATE searches SET status = ?, cause = ? WHERE id = ?')
        .run(status, cause ?? null, id);
      if (changes === 0) throw new NotFoundError(id);
    },

    async holdSearch(id, { execution, usd }) {
      const { changes } = database
        .prepare(
          "UPDATE searches SET status = 'running', cause = NULL, execution = ?, usd = ifnull(?, usd) WHERE id = ?",
        )
        .run(execution, usd ?? null, id);
      if (changes === 0) throw new NotFoundError(id);
    },

    async beginAttempt(id) {
      const row = database
        .prepare('UPDATE searches SET attempts = attempts + 1 WHERE id = ? RETURNING attempts')
        .get(id);
      if (!row) throw new NotFoundError(id);
      return row.attempts as number;
    },
  };

  function read(id: string): SearchRecord {
    const row = database.prepare('SELECT * FROM searches WHERE id = ?').get(id);
    if (!row) throw new NotFoundError(id);
    return toSearch(row as unknown as SearchFields);
  }
}
