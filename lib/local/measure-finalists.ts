import type { Device } from '../hardware/devices/device.ts';
import type { Network } from '../network/network.ts';
import { loadContext } from '../pipeline/context.ts';
import { ANCHORS, measureRetrained } from '../pipeline/measure-retrained.ts';
import { writeMeasurement } from '../pipeline/measurement.ts';
import type { Ports } from '../pipeline/ports.ts';
import { publish } from '../report/publish.ts';
import { latencyDevices } from '../spec/predicted-devices.ts';

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
  const context = await loadContext(ports, searchId);
  const { spec, space, problem } = context;
  const anchors = profile!.architectures!.slice(0, ANCHORS).map((architecture, i) => ({
    network: space.network(space.parse(architecture), problem),
    ms: model.measured[i]!.ms,
  }));
  const trials = await ports.trials.list(searchId);
  const one = latencyDevices(spec.constraints.latencyMs).find(({ device }) => device === name)!;
  const { measurement } = await measureRetrained(context, trials, one, anchors, time);
  await writeMeasurement(ports, searchId, measurement);
  await publish(ports, searchId);
}
