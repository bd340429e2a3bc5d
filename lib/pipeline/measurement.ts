import type { MeasuredAgain } from '../hardware/measure-again.ts';
import { normalQuantile } from '../math/normal-quantile.ts';
import { THIS_MACHINE } from '../spec/latency.ts';
import { type LatencyDevice, latencyDevices } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import type { ArtefactStore } from '../store/ports.ts';
import { measurementKey } from '../trial/keys.ts';

/** What a search's finalists took when they were measured on one of its devices. JSON. */
export interface Measurement {
  readonly device: string;
  /** How many times as long as for the profile, which predictions are made from, networks of the profile took. */
  readonly slowdown: number;
  /** By architecture. */
  readonly finalists: { readonly [architectureId: string]: MeasuredLatency };
}

export interface MeasuredLatency {
  /** Milliseconds of one inference of one example, as the clock told them. */
  readonly clockMs: number;
  /** The same at the speed that the machine had for the profile, as predictions are and the limit is. */
  readonly latencyMs: number;
  /** What `latencyMs` may be off by: a standard deviation. */
  readonly deviationMs: number;
  /** Whether the limit holds, `unsure` where that cannot be told with the confidence that is asked; absent without a hard limit. */
  readonly holds?: Holds;
}

export type Holds = 'yes' | 'no' | 'unsure';

/** How a limit stands, for people. */
export const LIMIT_WORDS: Readonly<Record<Holds, string>> = { yes: 'holds', no: 'broken', unsure: 'too close to tell' };

/** @param ids of the architectures that were measured, in order */
export function measurementOf(
  { device, bound }: Pick<LatencyDevice, 'device' | 'bound'>,
  ids: readonly string[],
  { ms, slowdown, deviation }: MeasuredAgain,
): Measurement {
  const limit = bound?.soft ? undefined : bound;
  const finalists = ids.map((id, i): [string, MeasuredLatency] => {
    const clockMs = ms[i]!;
    const latencyMs = clockMs / slowdown;
    const deviationMs = latencyMs * deviation;
    return [id, { clockMs, latencyMs, deviationMs, ...(limit && { holds: holds(limit, { latencyMs, deviationMs }) }) }];
  });
  return { device, slowdown, finalists: Object.fromEntries(finalists) };
}

/** A limit stored before there was a confidence takes measurements as they are. */
function holds(
  { max, confidence = 0.5 }: { readonly max: number; readonly confidence?: number },
  { latencyMs, deviationMs }: Pick<MeasuredLatency, 'latencyMs' | 'deviationMs'>,
): Holds {
  const margin = normalQuantile(confidence) * deviationMs;
  if (latencyMs + margin <= max) return 'yes';
  return latencyMs - margin > max ? 'no' : 'unsure';
}

/** What was measured of a search so far, in the order of its devices. */
export async function readMeasurements(
  { artefacts }: { readonly artefacts: ArtefactStore },
  searchId: string,
  { constraints }: Pick<Specification, 'constraints'>,
): Promise<readonly Measurement[]> {
  const found = await Promise.all(
    latencyDevices(constraints.latencyMs).map(async ({ device }) => {
      const bytes = await artefacts.get(keyOf(searchId, device));
      // Measurements from before there were several devices do not say that they are of the machine that trains.
      return bytes && ({ device, ...JSON.parse(new TextDecoder().decode(bytes)) } as Measurement);
    }),
  );
  return found.filter((one) => one !== undefined);
}

export const writeMeasurement = (
  { artefacts }: { readonly artefacts: ArtefactStore },
  searchId: string,
  measurement: Measurement,
): Promise<void> =>
  artefacts.put(keyOf(searchId, measurement.device), new TextEncoder().encode(JSON.stringify(measurement)));

const keyOf = (searchId: string, device: string) =>
  measurementKey(searchId, device === THIS_MACHINE ? undefined : device);
