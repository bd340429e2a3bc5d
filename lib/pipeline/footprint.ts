import { gridIntensity } from '../machine/grid.ts';
import { instanceWatts } from '../machine/power.ts';
import type { Charge } from '../trial/charge.ts';
import type { Trial } from '../trial/trial.ts';
import { isPaid } from './budget.ts';

/** An estimate of what the machines of a search took. */
export interface Footprint {
  /** Kilowatt-hours; absent where nobody knows what a machine takes. */
  readonly kwh?: number;
  /** Kilograms of CO2 equivalents; absent where nobody knows the grid either. */
  readonly kgCo2e?: number;
  /** What it takes for granted, or does not know. */
  readonly assumption: string;
}

/**
 * What a data centre takes for a watt in its machines: AWS's global mean of 2025, 1.15 in 2024
 * (https://sustainability.aboutamazon.com/environment/the-cloud/asdi).
 */
const PUE = 1.14;
/**
 * Watts of a core whose processor is not known, as CodeCarbon takes it (https://github.com/mlco2/codecarbon,
 * codecarbon/core/cpu.py, DEFAULT_POWER_PER_CORE): a trainer keeps one busy.
 */
const CORE_WATTS = 4;
const KWH_PER_WATT_SECOND = 1 / 3_600_000;

/** By what was paid for machines, or, on a computer of one's own, by how long its trials were trained. */
export const footprintOf = (trials: readonly Trial[], charges: readonly Charge[]): Footprint =>
  charges.length > 0 ? ofMachines(charges) : ofCores(trials.filter(isPaid));

function ofMachines(charges: readonly Charge[]): Footprint {
  const used = charges.map(({ machine, seconds }) => {
    const watts = instanceWatts(machine.type);
    const kwh = watts === undefined ? undefined : watts * PUE * seconds * KWH_PER_WATT_SECOND;
    return { ...machine, kwh, intensity: gridIntensity(machine.zone) };
  });
  const powerless = used.find(({ kwh }) => kwh === undefined);
  if (powerless) return { assumption: `the power of ${powerless.type} is not known` };
  const kwh = used.reduce((sum, one) => sum + one.kwh!, 0);
  const load = `CPUs and GPUs at full load for all paid time, PUE ${PUE}`;
  const gridless = used.find(({ intensity }) => intensity === undefined);
  if (gridless) return { kwh, assumption: `${load}; the grid of ${gridless.zone} is not known` };
  const kgCo2e = used.reduce((sum, one) => sum + one.kwh! * one.intensity!, 0);
  return { kwh, kgCo2e, assumption: `${load}, the grid of the region` };
}

function ofCores(trials: readonly Trial[]): Footprint {
  const seconds = trials.reduce((sum, { result }) => sum + (result?.metrics.seconds ?? 0), 0);
  return {
    kwh: seconds * CORE_WATTS * KWH_PER_WATT_SECOND,
    assumption: `one core of ${CORE_WATTS} W for each training to its end, no GPU; the grid here is not known`,
  };
}

/** In a line, for people. */
export function footprintText({ kwh, kgCo2e, assumption }: Footprint): string {
  const energy = kwh === undefined ? 'energy not known' : amount(kwh, 'kWh', 'Wh');
  const emissions = kgCo2e === undefined ? 'CO2 not known' : `${amount(kgCo2e, 'kg', 'g')} CO2e`;
  return `${energy}, ${emissions} (estimate: ${assumption})`;
}

/** Three significant digits, in the thousandth unit below 1. */
const amount = (value: number, unit: string, thousandth: string) =>
  value < 1 ? `${Number((value * 1000).toPrecision(3))} ${thousandth}` : `${Number(value.toPrecision(3))} ${unit}`;
