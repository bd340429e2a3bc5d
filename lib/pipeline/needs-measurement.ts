import { THIS_MACHINE } from '../spec/latency.ts';
import { predictedMachine } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import type { Trial } from '../trial/trial.ts';
import { finalists } from './finalists.ts';
import { readMeasurements } from './measurement.ts';
import type { Ports } from './ports.ts';

/**
 * Whether there are finalists of a search to be measured: its latencies matter to it, are of the machine that trains, and one
 * at least was not measured.
 * @param trials of one search
 */
export async function needsMeasurement(
  ports: Pick<Ports, 'artefacts'>,
  spec: Specification,
  trials: readonly Trial[],
): Promise<boolean> {
  const matters = spec.constraints.latencyMs !== undefined || spec.minimise.includes('latencyMs');
  const [first] = trials;
  if (!first || !matters || !predictedMachine(spec.constraints.latencyMs)) return false;
  const measurements = await readMeasurements(ports, first.searchId, spec);
  return finalists(trials, measurements).some(({ measured }) => !measured[THIS_MACHINE]);
}
