import type { Network } from '../network/network.ts';
import { networkTraits } from './latency.ts';
import { operatorsOf } from './operators.ts';
import { mostTelling } from './transfer/choose.ts';

/** An operator on no device in particular: 10 us to call, 2 GMAC and 4 GB a second. */
const NOMINAL = { constant: 0.01, perMac: 1 / 2e6, perByte: 1 / 4e6 };

/**
 * Which networks to measure on a device: by turns the most telling one and one as it comes, so that what is learnt of the
 * first can be checked on the second, which are as the space has them.
 * @param pool as sampled, `count` at least
 * @returns positions in the pool
 */
export function chooseNetworks(pool: readonly Network[], count: number): readonly number[] {
  const types = new Set(pool.flatMap(operatorsOf).map(({ type }) => type));
  const regressions = { ...Object.fromEntries([...types].map((type) => [type, NOMINAL])), any: NOMINAL };
  const traits = pool.map((network) => networkTraits({ operators: {}, regressions }, network));
  const asTheyCome = Math.floor(count / 2);
  const telling = mostTelling(traits.slice(asTheyCome), count - asTheyCome).map((i) => i + asTheyCome);
  return telling.flatMap((one, i) => (i < asTheyCome ? [one, i] : [one]));
}
