import type { Engine } from '../../lib/engine/engine.ts';
import { timeNetworks } from '../../lib/hardware/measure.ts';
import { measureAgain } from '../../lib/hardware/measure-again.ts';
import { loadContext } from '../../lib/pipeline/context.ts';
import { loadProfile } from '../../lib/pipeline/device.ts';
import { SearchError } from '../../lib/pipeline/errors.ts';
import { finalists } from '../../lib/pipeline/finalists.ts';
import { measurementOf, writeMeasurement } from '../../lib/pipeline/measurement.ts';
import { needsMeasurement } from '../../lib/pipeline/needs-measurement.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { profileNetworks } from '../../lib/pipeline/profile-networks.ts';
import { predictedMachine } from '../../lib/spec/predicted-devices.ts';
import type { Say } from './say.ts';

/** Networks of the profile that are measured with the finalists. */
const ANCHORS = 8;
/** Turns of each. */
const ROUNDS = 20;

/**
 * Measures the architectures that were retrained, all in one go, unless that is done already.
 * @throws SearchError NotPrepared without a profile of the machine
 */
export async function measureFinalists(ports: Ports, engine: Engine, searchId: string, say: Say): Promise<void> {
  const context = await loadContext(ports, searchId);
  const { spec, space, problem } = context;
  const trials = await ports.trials.list(searchId);
  if (!(await needsMeasurement(ports, spec, trials))) return;
  const profile = await loadProfile(ports, context);
  if (!profile) throw new SearchError('NotPrepared', `search ${searchId}: its device has not been measured`);
  const retrained = finalists(trials);
  const networks = retrained.map(({ trials: [trial] }) => space.network(space.parse(trial!.architecture), problem));
  const anchors = profileNetworks(context, ANCHORS).map((network, i) => ({
    network,
    ms: profile.model.measured[i]!.ms,
  }));
  const again = await measureAgain((all) => timeNetworks(engine, all, ROUNDS), networks, anchors);
  const ids = retrained.map(({ architectureId }) => architectureId);
  const machine = predictedMachine(spec.constraints.latencyMs)!;
  // Another attempt may have been faster: its figures may be in the report already.
  if (await needsMeasurement(ports, spec, trials))
    await writeMeasurement(ports, searchId, measurementOf(machine, ids, again));
  say(
    `finalists: ${networks.length} measured; networks of the profile take ${again.slowdown.toFixed(2)} times as long as ` +
      `for the profile, each within ${(100 * again.deviation).toFixed(1)} % of that`,
  );
}
