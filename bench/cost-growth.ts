import { pauseAfter } from '../lib/cli/watch/poll.ts';
import type { Size } from './cost-data.ts';
import { PRICES } from './cost-prices.ts';
import type { ItemSizes } from './cost-units.ts';
import type { Call } from './cost-wire.ts';

/**
 * What grows with the square of a search's trials: every step of a generation reads all trials so far and, where there is a
 * limit in dollars, all charges; every container reads all charges when it starts.
 */
export interface Growth {
  /** Times that a generation's steps read all trials, and all charges. */
  readonly trialLists: number;
  readonly chargeLists: number;
  /** Mean bytes. */
  readonly trialBytes: number;
  readonly chargeBytes: number;
}

export function growthOf({ generations }: Size, calls: readonly Call[], sizes: ItemSizes): Growth {
  // A list of more than 1 MB goes on from a key in further requests.
  const lists = calls.filter(({ operation, request }) => operation === 'Query' && !request.ExclusiveStartKey);
  const ofSteps = lists.filter(({ phase }) => phase.startsWith('loop') && phase !== 'loop trainer');
  const listed = (partition: string) =>
    ofSteps.filter(({ request }) => request.ExpressionAttributeValues[':pk'].S.startsWith(partition)).length;
  const mean = (partition: string) => {
    const found = [...sizes].flatMap(([key, bytes]) => (key.startsWith(partition) ? [bytes] : []));
    return found.reduce((a, b) => a + b, 0) / found.length;
  };
  return {
    // The last generation asks no more whether there is money for another.
    trialLists: Math.ceil(listed('SEARCH#') / generations),
    chargeLists: Math.ceil(listed('ATTEMPTS#') / generations),
    trialBytes: mean('SEARCH#'),
    chargeBytes: mean('ATTEMPTS#'),
  };
}

/** Read units of all that is listed in a search, as if every step of a generation saw all of its trials. */
export function listedUnits(growth: Growth, { generation, generations, trialsPerJob }: Size): number {
  const units = (bytes: number) => Math.ceil(bytes / 4096);
  const jobs = Math.ceil(generation / trialsPerJob);
  let total = 0;
  for (let g = 1; g <= generations; g++) {
    total += growth.trialLists * units(g * generation * growth.trialBytes);
    total += growth.chargeLists * units(g * jobs * growth.chargeBytes);
    for (let job = (g - 1) * jobs; job < g * jobs; job++) total += units(job * growth.chargeBytes);
  }
  return total;
}

/** US dollars that lists cost a search of so many trials. */
export const listedUsd = (growth: Growth, size: Size): number => listedUnits(growth, size) * PRICES.readUnit.usd;

/** What an hour of watching costs: every look reads all trials and charges, and takes them out of AWS. */
export function watchingHour({ trialBytes, chargeBytes }: Growth, trials: number, trialsPerJob: number) {
  const looks = 3_600_000 / pauseAfter(trials);
  const bytes = trials * trialBytes + (trials / trialsPerJob) * chargeBytes;
  const reads = looks * (bytes / 4096) * PRICES.readUnit.usd;
  const transfer = ((looks * bytes) / 1e9) * PRICES.transferGb.usd;
  return { trials, 'GB an hour': (looks * bytes) / 1e9, reads, transfer, total: reads + transfer };
}
