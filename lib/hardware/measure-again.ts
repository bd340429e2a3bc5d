import type { Engine } from '../engine/engine.ts';
import { mean, standardDeviation } from '../math/statistics.ts';
import type { Network } from '../network/network.ts';
import { timeNetworks } from './measure.ts';

/** A network that was measured before. */
export interface Anchor {
  readonly network: Network;
  /** What it took then. */
  readonly ms: number;
}

/** What networks take on a device that may have become faster or slower since it was measured. */
export interface MeasuredAgain {
  /** Milliseconds of each network, as the clock tells them now. */
  readonly ms: readonly number[];
  /** How many times as long as before the anchors take. */
  readonly slowdown: number;
  /** Standard deviation of that among the anchors, as a share: what a measurement may be off by. */
  readonly deviation: number;
}

/**
 * Measures networks in turns with others that were measured before, which tell how far the device is from its speed then.
 * @param rounds turns of each
 * @throws RangeError when there are fewer than 2 anchors
 */
export function measureAgain(
  engine: Engine,
  networks: readonly Network[],
  anchors: readonly Anchor[],
  rounds = 20,
): MeasuredAgain {
  const all = [...anchors.map(({ network }) => network), ...networks];
  const times = timeNetworks(engine, all, rounds);
  const changes = anchors.map(({ ms }, i) => Math.log(times[i]! / ms));
  return {
    ms: times.slice(anchors.length),
    slowdown: Math.exp(mean(changes)),
    deviation: standardDeviation(changes),
  };
}
