import type { Device } from '../hardware/devices/device.ts';
import { measureAgain } from '../hardware/measure-again.ts';
import type { Network } from '../network/network.ts';
import { loadContext } from '../pipeline/context.ts';
import { finalists } from '../pipeline/finalists.ts';
import { measurementOf, writeMeasurement } from '../pipeline/measurement.ts';
import type { Ports } from '../pipeline/ports.ts';
import { publish } from '../report/publish.ts';
import { latencyDevices } from '../spec/predicted-devices.ts';

/** Networks of the profile that are measured with the finalists. */
const ANCHORS = 8;

/**
 * Measures the finalists of a complete search on a device of its limits, and publishes what wins now.
 * @param device whose networks are known
 * @param time gives the milliseconds of each network there
 */
export async function measureFinalistsOn(
  ports: Ports,
  searchId: string,
  { name, model, profile }: Device,
  time: (networks: readonly Network[]) => Promise<readonly number[]>,
): Promise<void> {
  const { spec, space, problem } = await loadContext(ports, searchId);
  const network = (architecture: Parameters<typeof space.parse>[0]) =>
    space.network(space.parse(architecture), problem);
  const retrained = finalists(await ports.trials.list(searchId));
  const anchors = profile!
    .architectures!.slice(0, ANCHORS)
    .map((architecture, i) => ({ network: network(architecture), ms: model.measured[i]!.ms }));
  const networks = retrained.map(({ trials: [trial] }) => network(trial!.architecture));
  const again = await measureAgain(time, networks, anchors);
  const one = latencyDevices(spec.constraints.latencyMs).find(({ device }) => device === name)!;
  const ids = retrained.map(({ architectureId }) => architectureId);
  await writeMeasurement(ports, searchId, measurementOf(one, ids, again));
  await publish(ports, searchId);
}
