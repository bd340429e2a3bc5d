import { type LatencyBound, THIS_MACHINE } from './latency.ts';

/** A device that a search predicts, and where it and its predictions have their place. */
export interface PredictedDevice {
  readonly device: string;
  /** Of the specification. */
  readonly field: string;
  /** In what is predicted of a trial: expected milliseconds, and their standard deviation. */
  readonly metric: string;
  readonly deviation: string;
  readonly bound?: LatencyBound;
}

/** The devices that a search predicts, one at least. The metrics of the first have no device in their names. */
export function predictedDevices(latencyMs?: LatencyBound | readonly LatencyBound[]): readonly PredictedDevice[] {
  const field = 'constraints.latencyMs';
  const at = (device: string, i = 0) => ({
    device,
    metric: i === 0 ? 'latencyMs' : `latencyMs@${device}`,
    deviation: i === 0 ? 'latencyDeviationMs' : `latencyDeviationMs@${device}`,
  });
  if (!latencyMs) return [{ ...at(THIS_MACHINE), field }];
  if ('max' in latencyMs) return [{ ...at(latencyMs.device), field, bound: latencyMs }];
  return latencyMs.map((bound, i) => ({ ...at(bound.device, i), field: `${field}[${i}]`, bound }));
}

/** The machine that trains, where a search predicts it: that device can be measured again. */
export const predictedMachine = (latencyMs?: LatencyBound | readonly LatencyBound[]): PredictedDevice | undefined =>
  predictedDevices(latencyMs).find(({ device }) => device === THIS_MACHINE);
