import { mean, standardDeviation } from '../math/statistics.ts';
import type { Network } from '../network/network.ts';

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
 * @param time gives the milliseconds of each network, on the device
 * @throws RangeError when there are fewer than 2 anchors
 */
export async function measureAgain(
  time: (networks: readonly Network[]) => readonly number[] | Promise<readonly number[]>,
  networks: readonly Network[],
  anchors: readonly Anchor[],
): Promise<MeasuredAgain> {
  const times = await time([...anchors.map(({ network }) => network), ...networks]);
  const changes = anchors.map(({ ms }, i) => Math.log(times[i]! / ms));
  return {
    ms: times.slice(anchors.length),
    slowdown: Math.exp(mean(changes)),
    deviation: standardDeviation(changes),
  };
}
