/**
 * The stores count money in whole micro-dollars, so that sums are exact. A payment is rounded up and a limit down: rounding
 * never spends more than is allowed. An amount is taken to the nearest nano-dollar first, because 0.07 USD times a million
 * is a little more than 70,000 in floating point.
 * @throws RangeError for what is no amount of money
 */
export const paidMicroUsd = (usd: number): number => Math.ceil(nanoUsd(usd) / 1_000);

/** As much as a limit allows. @throws RangeError as paidMicroUsd does */
export const cappedMicroUsd = (usd: number): number => Math.floor(nanoUsd(usd) / 1_000);

export const toUsd = (microUsd: number): number => microUsd / 1_000_000;

function nanoUsd(usd: number): number {
  if (!(usd >= 0 && usd <= MAX_USD)) throw new RangeError(`usd: got ${usd}; allowed: 0 to ${MAX_USD}`);
  return Math.round(usd * 1_000_000_000);
}

/** Up to here floating point tells nano-dollars apart. */
const MAX_USD = 2_000_000;
