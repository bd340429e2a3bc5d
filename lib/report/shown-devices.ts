import { type LatencyDevice, latencyDevices } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import { deviceName } from './format.ts';

/** The devices whose latency a search predicts. `on` follows the word latency: ` on my-phone` where there are several, else nothing. */
export const shownDevices = ({
  constraints,
}: Pick<Specification, 'constraints'>): readonly (LatencyDevice & { readonly on: string })[] =>
  latencyDevices(constraints.latencyMs).map((one, _, { length }) => ({
    ...one,
    on: length > 1 ? ` on ${deviceName(one.device)}` : '',
  }));
