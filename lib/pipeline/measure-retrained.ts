import { type Anchor, type MeasuredAgain, measureAgain } from '../hardware/measure-again.ts';
import type { Network } from '../network/network.ts';
import type { LatencyDevice } from '../spec/predicted-devices.ts';
import type { Trial } from '../trial/trial.ts';
import type { SearchContext } from './context.ts';
import { finalists } from './finalists.ts';
import { type Measurement, measurementOf } from './measurement.ts';

/** Networks of a profile that are measured with the finalists, at most. */
export const ANCHORS = 8;

/**
 * Measures the architectures that were retrained, on one device of the search.
 * @param trials of the search
 * @param anchors networks of the device's profile
 * @param time gives the milliseconds of each network, on the device
 * @throws RangeError when there are fewer than 2 anchors
 */
export async function measureRetrained(
  { space, problem }: Pick<SearchContext, 'space' | 'problem'>,
  trials: readonly Trial[],
  device: Pick<LatencyDevice, 'device' | 'bound'>,
  anchors: readonly Anchor[],
  time: (networks: readonly Network[]) => readonly number[] | Promise<readonly number[]>,
): Promise<{ readonly measurement: Measurement; readonly again: MeasuredAgain }> {
  const retrained = finalists(trials);
  const networks = retrained.map(({ trials: [trial] }) => space.network(space.parse(trial!.architecture), problem));
  const again = await measureAgain(time, networks, anchors);
  const ids = retrained.map(({ architectureId }) => architectureId);
  return { measurement: measurementOf(device, ids, again), again };
}
