import type { Network } from '../network/network.ts';
import { networkTraits } from './latency.ts';
import { NOMINAL } from './nominal.ts';
import { operatorsOf } from './operators.ts';
import { mostTelling } from './transfer/choose.ts';

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
