import type { Expectation } from '../../math/regression.ts';
import type { Network } from '../../network/network.ts';
import type { Problem, Space } from '../../space/space.ts';
import type { JsonObject } from '../../trial/trial.ts';
import { networkTraits } from '../latency.ts';
import type { DeviceProfile } from '../profile.ts';
import type { Traits } from '../transfer/features.ts';
import { fitTransfer, type TransferModel, transferPredictor } from '../transfer/model.ts';
import { type Quality, qualityOf } from '../transfer/quality.ts';
import { choiceTraits } from './choice-traits.ts';

/** What was measured: milliseconds or millijoules of one inference of one example. */
export const QUANTITIES = ['latency', 'energy'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** A deployment target that architectures of a space were measured on: JSON that stands by itself. */
export interface Device {
  readonly name: string;
  readonly quantity: Quantity;
  /** The space, with its options, as a specification has it. */
  readonly space: JsonObject & { readonly name: string };
  /** Devices that it is predicted from besides its own measurements. */
  readonly references: readonly Device[];
  /** Its milliseconds are millijoules where those were measured. */
  readonly model: TransferModel;
  /** How well half of the measurements predicts the others. */
  readonly check: Quality;
  /** Of a device that spotnas measured: it is predicted by a network's operators. Else, by an architecture's choices. */
  readonly profile?: Operators;
}

interface Operators extends Pick<DeviceProfile, 'engine' | 'operators' | 'regressions'> {
  /** What the networks were made for. */
  readonly problem: Problem;
  /** Of the networks, in the model's order; devices from before they were kept have none. */
  readonly architectures?: readonly JsonObject[];
}

/** An architecture and the milliseconds, or millijoules, that it took. */
export interface DeviceMeasurement {
  /** The index of a choice for each decision of the space. */
  readonly choices: readonly number[];
  readonly ms: number;
}

/** Predicts architectures of the device's space, by their choices or by their networks, which are made when they are needed. */
export type DevicePredictor = (choices: readonly number[], network: () => Network) => Expectation;

/** Fewer say nothing of a device. */
export const LEAST_MEASUREMENTS = 8;
/** More are only checked against: learning takes time with their cube, and a model is as large as they are. */
const MOST_LEARNT = 300;

/**
 * Learns a device from measurements, in the order in which they come.
 * @throws RangeError where there are fewer than LEAST_MEASUREMENTS, or a measurement is not positive
 */
export function learnDevice(
  { name, quantity, space, references }: Pick<Device, 'name' | 'quantity' | 'space' | 'references'>,
  ofSpace: Pick<Space, 'decisions' | 'fromChoices' | 'network'>,
  measurements: readonly DeviceMeasurement[],
): Device {
  if (measurements.length < LEAST_MEASUREMENTS) {
    throw new RangeError(`${measurements.length} measurements; allowed: ${LEAST_MEASUREMENTS} or more`);
  }
  const traits = traitsBy(references, ofSpace.decisions);
  const problem = problemsOf(references)[0];
  const networkOf = (choices: readonly number[]) => ofSpace.network(ofSpace.fromChoices(choices), problem!);
  const measured = measurements.map(({ choices, ms }) => ({ traits: traits(choices, () => networkOf(choices)), ms }));
  const population = measured.map((one) => one.traits);
  const learnt = measured.slice(0, MOST_LEARNT);
  const half = Math.ceil(learnt.length / 2);
  const held = measured.slice(half);
  const predict = transferPredictor(fitTransfer(learnt.slice(0, half), population));
  const check = qualityOf(
    held.map((one) => predict(one.traits)),
    held.map(({ ms }) => ms),
  );
  return { name, quantity, space, references, model: fitTransfer(learnt, population), check };
}

/** The device that a profile is of: spotnas times, and has no meter. */
export function profiledDevice(
  { device, engine, operators, regressions, model, check }: DeviceProfile,
  { space, ...made }: Pick<Device, 'space'> & Pick<Operators, 'problem' | 'architectures'>,
): Device {
  return {
    name: device,
    quantity: 'latency',
    space,
    references: [],
    model,
    check,
    profile: { engine, ...made, operators, regressions },
  };
}

/** For what the networks were made that it is predicted by; nothing where choices say all. */
export const problemsOf = (devices: readonly Device[]): readonly Problem[] =>
  devices.flatMap(({ profile, references }) => (profile ? [profile.problem] : problemsOf(references)));

export function devicePredictor(
  { references, model, profile }: Device,
  { decisions }: Pick<Space, 'decisions'>,
): DevicePredictor {
  const predict = transferPredictor(model);
  if (profile) return (_, network) => predict(networkTraits(profile, network()));
  const traits = traitsBy(references, decisions);
  return (choices, network) => predict(traits(choices, network));
}

function traitsBy(references: readonly Device[], decisions: readonly number[]) {
  const predictors = references.map((reference) => devicePredictor(reference, { decisions }));
  return (...[choices, network]: Parameters<DevicePredictor>): Traits => ({
    ...choiceTraits(choices, decisions),
    references: predictors.map((predict) => predict(choices, network).mean),
  });
}
