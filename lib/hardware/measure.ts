import type { Engine } from '../engine/engine.ts';
import { randomStream } from '../math/random.ts';
import { initialWeights } from '../network/initialise.ts';
import type { Network } from '../network/network.ts';
import type { DeviceProfile } from './profile.ts';
import { profilePlan } from './profile-plan.ts';

export interface MeasureOptions {
  /** What the profile is called, e.g. `this-machine`. */
  readonly device: string;
  /** Turns in which each network is timed. */
  readonly rounds?: number;
  /** Most operators to measure, as `profilePlan` has it. */
  readonly operators?: number;
}

/**
 * Measures the device that this process runs on.
 * @param networks as `profilePlan` takes them
 * @throws RangeError when there are fewer than 8 networks
 */
export function measureDevice(engine: Engine, networks: readonly Network[], options: MeasureOptions): DeviceProfile {
  const { device, rounds = 20, operators } = options;
  const plan = profilePlan(networks, operators);
  return plan.read(timeNetworks(engine, plan.networks, rounds), { device, engine: engine.fingerprint });
}

/** Milliseconds of each network, in this process. @param onRound as the engine has it */
export function timeNetworks(
  engine: Engine,
  networks: readonly Network[],
  rounds: number,
  onRound?: (round: number) => void,
): readonly number[] {
  const weightsOf = (network: Network) => initialWeights(network, randomStream(0, 'profile'));
  return engine.time(
    networks.map((network) => ({ network, weights: weightsOf(network) })),
    rounds,
    onRound,
  );
}
