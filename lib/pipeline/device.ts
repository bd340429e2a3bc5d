import { deviceCatalogue } from '../hardware/devices/catalogue.ts';
import { devicePredictor } from '../hardware/devices/device.ts';
import { latencyPredictor } from '../hardware/latency.ts';
import type { DeviceProfile } from '../hardware/profile.ts';
import type { Expectation } from '../math/regression.ts';
import type { Network } from '../network/network.ts';
import type { Specification } from '../spec/specification.ts';
import { canonicalJson } from '../trial/json.ts';
import { deviceProfileKey } from '../trial/keys.ts';
import type { JsonObject } from '../trial/trial.ts';
import type { SearchContext } from './context.ts';
import { SearchError } from './errors.ts';
import type { Ports } from './ports.ts';

/** The machine that trains, which a search measures itself. */
export const THIS_MACHINE = 'this-machine';

/** The device whose latency a search predicts. */
export const deviceOf = (spec: Specification): string => spec.constraints.latencyMs?.device ?? THIS_MACHINE;

/** Milliseconds of an architecture, whose network this is. */
export type Predict = (architecture: JsonObject, network: Network) => Expectation;

/**
 * What predicts the search's device.
 * @returns undefined while the machine that trains is not measured
 * @throws SearchError BadDevice where the catalogue has no such device, or it was measured in another space
 */
export async function loadPredictor(ports: Ports, context: SearchContext): Promise<Predict | undefined> {
  const { spec, space } = context;
  const name = deviceOf(spec);
  if (name === THIS_MACHINE) {
    const profile = await loadProfile(ports, context);
    const predictor = profile && latencyPredictor(profile);
    return predictor && ((_, network) => predictor.latencyMs(network));
  }
  const catalogue = deviceCatalogue(ports.artefacts);
  const device = await catalogue.get(name);
  const refuse = (got: string, allowed: string) => {
    throw new SearchError('BadDevice', `constraints.latencyMs.device: got ${name}${got}; allowed: ${allowed}`);
  };
  if (!device) return refuse('', [THIS_MACHINE, ...(await catalogue.names())].join(', '));
  if (canonicalJson(device.space) !== canonicalJson(spec.space)) {
    return refuse(
      `, which is measured in ${canonicalJson(device.space)}`,
      `a device measured in ${canonicalJson(spec.space)}`,
    );
  }
  const predict = devicePredictor(device, space);
  return (architecture) => predict(space.toChoices(space.parse(architecture)));
}

/** Where the profile of the machine that trains is, measured with the search's space. */
export function profileKey({ trainers }: Pick<Ports, 'trainers'>, { spec, problem }: SearchContext): string {
  return deviceProfileKey({ device: THIS_MACHINE, space: spec.space, problem, trainer: trainers.cpu });
}

/** The profile of the machine that trains; undefined while that is not measured. */
export async function loadProfile(ports: Ports, context: SearchContext): Promise<DeviceProfile | undefined> {
  const bytes = await ports.artefacts.get(profileKey(ports, context));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as DeviceProfile);
}
