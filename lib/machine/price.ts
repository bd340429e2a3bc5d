import type { Machine } from '../trial/charge.ts';
import { onDemandPrice } from './on-demand.ts';
import { spotPrice } from './spot-price.ts';

export interface Price extends Pick<Machine, 'usdPerHour' | 'priceSource'> {
  /** What a person should know about it. */
  readonly note?: string;
}

/**
 * What an instance costs. Where AWS gives no spot price the instance is charged as if on demand, so that a search pays
 * too much rather than too little. Never throws.
 */
export async function priceOf(
  { type, zone, purchase }: Pick<Machine, 'type' | 'zone' | 'purchase'>,
  history: typeof spotPrice = spotPrice,
): Promise<Price> {
  let note: string | undefined;
  if (purchase === 'spot') {
    try {
      const usdPerHour = await history(type, zone);
      if (usdPerHour !== undefined && usdPerHour > 0 && Number.isFinite(usdPerHour)) {
        return { usdPerHour, priceSource: 'spot-price-history' };
      }
      note = `AWS gives no spot price of ${type} in ${zone}: it is charged as if on demand`;
    } catch (error) {
      note = `no spot price, ${(error as Error).message}: it is charged as if on demand`;
    }
  }
  const price = onDemandPrice({ type, zone });
  const notes = [note, price.note].filter((text) => text !== undefined);
  return {
    usdPerHour: price.usdPerHour,
    priceSource: 'on-demand-table',
    ...(notes.length > 0 && { note: notes.join('; ') }),
  };
}
