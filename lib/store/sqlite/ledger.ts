import type { DatabaseSync } from 'node:sqlite';
import { toUsd } from '../money.ts';
import { budgetReached, type ChargeRecord, paymentOf, toCharge } from '../payment.ts';
import type { Ledger } from '../ports.ts';
import { transaction } from './transaction.ts';

/** The payments of a SQLite database. The total of a search is the sum of its charges, which no other writer can move meanwhile. */
export function sqliteLedger(database: DatabaseSync): Ledger {
  return {
    async pay(searchId, charge, cap) {
      transaction(database, () => {
        const payment = paymentOf(charge, paidBy(searchId, charge.attempt), cap);
        const spent = total(searchId);
        if (payment.limit && spent > payment.limit.room) throw budgetReached(searchId, payment, spent);
        database
          .prepare('INSERT OR REPLACE INTO charges (searchId, attempt, charge, microUsd) VALUES (?, ?, ?, ?)')
          .run(searchId, charge.attempt, payment.record.charge, payment.record.microUsd);
      });
    },

    async spent(searchId) {
      return toUsd(total(searchId));
    },

    async charges(searchId) {
      const rows = database.prepare('SELECT charge FROM charges WHERE searchId = ? ORDER BY attempt').all(searchId);
      return rows.map((row) => toCharge(row as unknown as ChargeRecord));
    },
  };

  function paidBy(searchId: string, attempt: string): number {
    const row = database
      .prepare('SELECT microUsd FROM charges WHERE searchId = ? AND attempt = ?')
      .get(searchId, attempt);
    return (row?.microUsd as number | undefined) ?? 0;
  }

  function total(searchId: string): number {
    const row = database
      .prepare('SELECT ifnull(sum(microUsd), 0) AS total FROM charges WHERE searchId = ?')
      .get(searchId);
    return row!.total as number;
  }
}
