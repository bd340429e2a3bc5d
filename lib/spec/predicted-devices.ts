import type { Quantity } from '../hardware/devices/device.ts';
import type { EnergyBound } from './energy.ts';
import { type LatencyBound, THIS_MACHINE } from './latency.ts';
import type { Specification } from './specification.ts';

/** A device that a search predicts, and where it and its predictions have their place. */
export interface PredictedDevice {
  readonly device: string;
  readonly quantity: Quantity;
  /** Of the specification. */
  readonly field: string;
  /** In what is predicted of a trial: expected milliseconds or millijoules, and their standard deviation. */
  readonly metric: string;
  readonly deviation: string;
}

/** A device whose latency a search predicts. */
export interface LatencyDevice extends PredictedDevice {
  readonly bound?: LatencyBound;
}

/** All devices that a search predicts. */
export const predictedDevices = ({ latencyMs, energyMj }: Specification['constraints']): readonly PredictedDevice[] => [
  ...latencyDevices(latencyMs),
  ...energyDevices(energyMj),
];

/** The devices whose latency a search predicts, one at least. The metrics of the first have no device in their names. */
export function latencyDevices(latencyMs?: LatencyBound | readonly LatencyBound[]): readonly LatencyDevice[] {
  const field = 'constraints.latencyMs';
  const at = (device: string, i = 0) => ({
    device,
    quantity: 'latency' as const,
    metric: i === 0 ? 'latencyMs' : `latencyMs@${device}`,
    deviation: i === 0 ? 'latencyDeviationMs' : `latencyDeviationMs@${device}`,
  });
  if (!latencyMs) return [{ ...at(THIS_MACHINE), field }];
  if ('max' in latencyMs) return [{ ...at(latencyMs.device), field, bound: latencyMs }];
  return latencyMs.map((bound, i) => ({ ...at(bound.device, i), field: `${field}[${i}]`, bound }));
}

/** The machine that trains, where a search predicts it: that device can be measured again. */
export const predictedMachine = (latencyMs?: LatencyBound | readonly LatencyBound[]): LatencyDevice | undefined =>
  latencyDevices(latencyMs).find(({ device }) => device === THIS_MACHINE);

/** Where energy has its place, by a model too; a model has no deviation. */
export const ENERGY = {
  quantity: 'energy',
  field: 'constraints.energyMj',
  metric: 'energyMj',
  deviation: 'energyDeviationMj',
} as const;

/** The device whose energy a search predicts; none where it is by a model. */
export const energyDevices = (energyMj?: EnergyBound): readonly PredictedDevice[] =>
  energyMj?.device === undefined ? [] : [{ ...ENERGY, device: energyMj.device }];
