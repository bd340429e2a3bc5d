import { learnDevice, profiledDevice, type Quantity } from '../../lib/hardware/devices/device.ts';
import { measureDevice } from '../../lib/hardware/measure.ts';
import { randomStream } from '../../lib/math/random.ts';
import { createSpace } from '../../lib/space/registry.ts';
import type { Problem } from '../../lib/space/space.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { fakeEngine } from '../hardware/fake-engine.ts';
import { specOf } from './simulation.ts';

const { space: choice } = specOf() as unknown as { readonly space: JsonObject & { readonly name: string } };

/** The space of simulated searches. */
export const space = createSpace(choice);

/** A device where one option takes ten times as long as all else. */
function device(name: string, slow: number, options: JsonObject = {}, quantity: Quantity = 'latency') {
  const random = randomStream(1, name);
  const measured = Array.from({ length: 80 }, () => {
    const choices = space.decisions.map((count) => random.integer(count));
    return { choices, ms: 2 + choices.reduce((sum, option) => sum + (option === slow ? 10 : 1), 0) };
  });
  return learnDevice({ name, quantity, space: { ...choice, ...options }, references: [] }, space, measured);
}

/** Slow at convolutions 3x3. @param options of its space, where they are others */
export const phone = (options?: JsonObject) => device('phone', 3, options);
/** The same in millijoules. */
export const battery = () => device('battery', 3, {}, 'energy');
/** Slow at convolutions 1x1. */
export const laptop = () => device('laptop', 2);

/** As `spotnas profile` leaves it, measured with networks for this problem. */
export function measured(problem: Problem) {
  const random = randomStream(1, 'profile');
  const architectures = Array.from({ length: 12 }, () => space.sample(random));
  const networks = architectures.map((one) => space.network(one, problem));
  const profile = measureDevice(fakeEngine(), networks, { device: 'phone' });
  return profiledDevice(profile, { space: choice, problem, architectures });
}

/** Of a device whose architectures' choices say all. */
export const noNetwork = () => {
  throw new Error('no network is needed');
};
