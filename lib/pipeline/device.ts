import { deviceCatalogue } from '../hardware/devices/catalogue.ts';
import { devicePredictor, problemsOf } from '../hardware/devices/device.ts';
import { modelEnergyMj } from '../hardware/energy/model.ts';
import { latencyPredictor } from '../hardware/latency.ts';
import type { DeviceProfile } from '../hardware/profile.ts';
import type { Expectation } from '../math/regression.ts';
import type { Network } from '../network/network.ts';
import { THIS_MACHINE } from '../spec/latency.ts';
import { energyDevices, latencyDevices, type PredictedDevice } from '../spec/predicted-devices.ts';
import { canonicalJson } from '../trial/json.ts';
import { deviceProfileKey } from '../trial/keys.ts';
import type { JsonObject, Metrics } from '../trial/trial.ts';
import type { SearchContext } from './context.ts';
import { SearchError } from './errors.ts';
import { latencyMetrics } from './latency-metrics.ts';
import type { Ports } from './ports.ts';

/** What an architecture, whose network this is, is expected to take on the search's devices. */
export type Predict = (architecture: JsonObject, network: Network) => Metrics;

/**
 * What predicts the search's devices; energy is by a model where no device is named.
 * @returns undefined while the machine that trains is one of them and not measured
 * @throws SearchError BadDevice where the catalogue has no such device, or it was measured otherwise
 */
export async function loadPredictor(ports: Ports, context: SearchContext): Promise<Predict | undefined> {
  const [latency, energy] = await Promise.all([loadLatency(ports, context), loadEnergy(ports, context)]);
  return (
    latency && ((architecture, network) => ({ ...latency(architecture, network), ...energy(architecture, network) }))
  );
}

async function loadLatency(ports: Ports, context: SearchContext): Promise<Predict | undefined> {
  const devices = latencyDevices(context.spec.constraints.latencyMs);
  const loaded = await Promise.all(
    devices.map((one) =>
      one.device === THIS_MACHINE ? loadThisMachine(ports, context) : loadNamed(ports, context, one),
    ),
  );
  const predictors = loaded.filter((predict) => predict !== undefined);
  if (predictors.length < devices.length) return undefined;
  return (architecture, network) => {
    const expectations = predictors.map((predict) => predict(architecture, network));
    return latencyMetrics(devices, expectations);
  };
}

async function loadEnergy(ports: Ports, context: SearchContext): Promise<Predict> {
  const [measured] = energyDevices(context.spec.constraints.energyMj);
  if (!measured) return (_, network) => ({ energyMj: modelEnergyMj(network) });
  const predict = await loadNamed(ports, context, measured);
  return (architecture, network) => {
    const { mean, deviation } = predict(architecture, network);
    return { [measured.metric]: mean, [measured.deviation]: deviation };
  };
}

/** Milliseconds or millijoules on one device. */
type PredictOne = (architecture: JsonObject, network: Network) => Expectation;

async function loadThisMachine(ports: Ports, context: SearchContext): Promise<PredictOne | undefined> {
  const profile = await loadProfile(ports, context);
  const predictor = profile && latencyPredictor(profile);
  return predictor && ((_, network) => predictor.latencyMs(network));
}

async function loadNamed(
  ports: Ports,
  { spec, space, problem }: SearchContext,
  { device: name, field, quantity }: PredictedDevice,
): Promise<PredictOne> {
  const catalogue = deviceCatalogue(ports.artefacts);
  const device = await catalogue.get(name);
  const refuse = (got: string, allowed: string) => {
    throw new SearchError('BadDevice', `${field}.device: got ${name}${got}; allowed: ${allowed}`);
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
  const wanted = canonicalJson({ ...problem });
  const other = problemsOf([device]).find((made) => canonicalJson({ ...made }) !== wanted);
  if (other) {
    return refuse(
      `, which is measured with networks for ${canonicalJson({ ...other })}`,
      `a device measured for ${wanted}`,
    );
  }
  const predict = devicePredictor(device, space);
  return (architecture, network) => predict(space.toChoices(space.parse(architecture)), () => network);
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
