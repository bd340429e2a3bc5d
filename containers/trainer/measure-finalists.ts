import type { Engine } from '../../lib/engine/engine.ts';
import { timeNetworks } from '../../lib/hardware/measure.ts';
import { loadContext } from '../../lib/pipeline/context.ts';
import { loadProfile } from '../../lib/pipeline/device.ts';
import { SearchError } from '../../lib/pipeline/errors.ts';
import { ANCHORS, measureRetrained } from '../../lib/pipeline/measure-retrained.ts';
import { writeMeasurement } from '../../lib/pipeline/measurement.ts';
import { needsMeasurement } from '../../lib/pipeline/needs-measurement.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { profileNetworks } from '../../lib/pipeline/profile-networks.ts';
import { predictedMachine } from '../../lib/spec/predicted-devices.ts';
import type { Say } from './say.ts';

/** Turns in which each network is timed. */
const ROUNDS = 20;

/**
 * Measures the architectures that were retrained, all in one go, unless that is done already.
 * @throws SearchError NotPrepared without a profile of the machine
 */
export async function measureFinalists(ports: Ports, engine: Engine, searchId: string, say: Say): Promise<void> {
  const context = await loadContext(ports, searchId);
  const { spec } = context;
  const trials = await ports.trials.list(searchId);
  if (!(await needsMeasurement(ports, spec, trials))) return;
  const profile = await loadProfile(ports, context);
  if (!profile) throw new SearchError('NotPrepared', `search ${searchId}: its device has not been measured`);
  const anchors = profileNetworks(context, ANCHORS).map((network, i) => ({
    network,
    ms: profile.model.measured[i]!.ms,
  }));
  const machine = predictedMachine(spec.constraints.latencyMs)!;
  const { measurement, again } = await measureRetrained(context, trials, machine, anchors, (networks) =>
    timeNetworks(engine, networks, ROUNDS),
  );
  // Another attempt may have been faster: its figures may be in the report already.
  if (await needsMeasurement(ports, spec, trials)) await writeMeasurement(ports, searchId, measurement);
  say(
    `finalists: ${again.ms.length} measured; networks of the profile take ${again.slowdown.toFixed(2)} times as long as ` +
      `for the profile, each within ${(100 * again.deviation).toFixed(1)} % of that`,
  );
}
