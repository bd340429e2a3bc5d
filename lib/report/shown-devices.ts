import { type PredictedDevice, predictedDevices } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import { deviceName } from './format.ts';

/** The devices that a search predicts. `on` follows the word latency: ` on my-phone` where there are several, else nothing. */
export const shownDevices = ({
  constraints,
}: Pick<Specification, 'constraints'>): readonly (PredictedDevice & { readonly on: string })[] =>
  predictedDevices(constraints.latencyMs).map((one, _, { length }) => ({
    ...one,
    on: length > 1 ? ` on ${deviceName(one.device)}` : '',
  }));
