import { deviceCatalogue } from '../hardware/devices/catalogue.ts';
import { devicePredictor, QUANTITIES, type Quantity } from '../hardware/devices/device.ts';
import { modelEnergyMj } from '../hardware/energy/model.ts';
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

/** A device of the catalogue that a search names, and where. */
export interface NamedDevice {
  readonly name: string;
  readonly field: string;
  readonly quantity: Quantity;
}

const METRICS = { latency: 'latencyMs', energy: 'energyMj' } as const;

/** The devices of the catalogue that a search is for: one for each quantity at most. */
export function namedDevices({ constraints }: Specification): readonly NamedDevice[] {
  return QUANTITIES.flatMap((quantity) => {
    const name = constraints[METRICS[quantity]]?.device ?? THIS_MACHINE;
    return name === THIS_MACHINE ? [] : [{ name, field: `constraints.${METRICS[quantity]}.device`, quantity }];
  });
}

/** Milliseconds or millijoules of an architecture, whose network this is. */
export type Predict = (architecture: JsonObject, network: Network) => Expectation;

/** By quantity. */
export type Predictors = Readonly<Record<Quantity, Predict>>;

/**
 * What predicts the search's devices; energy is by a model where no device is named.
 * @returns undefined while the machine that trains is not measured
 * @throws SearchError BadDevice where the catalogue has no such device, or it was measured otherwise
 */
export async function loadPredictors(ports: Ports, context: SearchContext): Promise<Predictors | undefined> {
  const named = await Promise.all(
    namedDevices(context.spec).map(async (of) => [of.quantity, await loadNamed(ports, context, of)] as const),
  );
  const { latency = await thisMachine(ports, context), energy = byModel }: Partial<Predictors> =
    Object.fromEntries(named);
  return latency && { latency, energy };
}

const byModel: Predict = (_, network) => ({ mean: modelEnergyMj(network), deviation: 0 });

async function thisMachine(ports: Ports, context: SearchContext): Promise<Predict | undefined> {
  const profile = await loadProfile(ports, context);
  const predictor = profile && latencyPredictor(profile);
  return predictor && ((_, network) => predictor.latencyMs(network));
}

async function loadNamed(
  ports: Ports,
  { spec, space }: SearchContext,
  { name, field, quantity }: NamedDevice,
): Promise<Predict> {
  const catalogue = deviceCatalogue(ports.artefacts);
  const device = await catalogue.get(name);
  const refuse = (got: string, allowed: string) => {
    throw new SearchError('BadDevice', `${field}: got ${name}${got}; allowed: ${allowed}`);
  };
  if (!device) {
    const others = quantity === 'latency' ? [THIS_MACHINE] : [];
    return refuse('', [...others, ...(await catalogue.names())].join(', ') || 'none yet');
  }
  if (device.quantity !== quantity) {
    return refuse(`, whose ${device.quantity} was measured`, `a device whose ${quantity} was measured`);
  }
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

async function loadProfile(ports: Ports, context: SearchContext): Promise<DeviceProfile | undefined> {
  const bytes = await ports.artefacts.get(profileKey(ports, context));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as DeviceProfile);
}
