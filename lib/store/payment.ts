import type { Charge } from '../trial/charge.ts';
import { BudgetReachedError } from './errors.ts';
import { cappedMicroUsd, paidMicroUsd, toUsd } from './money.ts';
import { jsonText } from './trial-record.ts';

/** A charge as every adapter keeps it. */
export interface ChargeRecord {
  /** JSON text. */
  readonly charge: string;
  /** What it adds to the total. */
  readonly microUsd: number;
}

/** What a charge would change, given what its attempt had paid before. */
export interface Payment {
  readonly record: ChargeRecord;
  /** By how much the total moves. */
  readonly difference: number;
  /** Absent when the payment goes through whatever the total is. */
  readonly limit?: {
    /** In US dollars, as it was given. */
    readonly cap: number;
    /** The highest total, before the payment, that admits it; negative when none does. */
    readonly room: number;
  };
}

/**
 * The rules of the ledger (ports.ts), the same over every database. Money is refused only where more is paid than before,
 * so that a repeated call, which differs from itself by nothing, always goes through.
 * @param former what the attempt had paid, in micro-dollars
 * @throws RangeError for numbers that are no amounts of money, or that JSON does not know
 */
export function paymentOf(charge: Charge, former: number, cap: number | undefined): Payment {
  const microUsd = paidMicroUsd(charge.usd);
  const record = { charge: jsonText(charge), microUsd };
  const difference = microUsd - former;
  if (cap === undefined || difference <= 0) return { record, difference };
  return { record, difference, limit: { cap, room: cappedMicroUsd(cap) - difference } };
}

/** Why a limited payment was refused. @param spent the total that left no room for it, in micro-dollars */
export const budgetReached = (searchId: string, { difference, limit }: Payment, spent: number): BudgetReachedError =>
  new BudgetReachedError(searchId, { usd: toUsd(difference), spent: toUsd(spent), cap: limit!.cap });

export const toCharge = ({ charge }: ChargeRecord): Charge => JSON.parse(charge) as Charge;
