import type { MeasuredAgain } from '../hardware/measure-again.ts';
import { normalQuantile } from '../math/normal-quantile.ts';
import { predictedMachine } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import type { ArtefactStore } from '../store/ports.ts';
import { measurementKey } from '../trial/keys.ts';

/** What a search's finalists took when they were measured on the machine that trains. JSON. */
export interface Measurement {
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
  { constraints }: Pick<Specification, 'constraints'>,
  ids: readonly string[],
  { ms, slowdown, deviation }: MeasuredAgain,
): Measurement {
  const bound = predictedMachine(constraints.latencyMs)?.bound;
  const limit = bound?.soft ? undefined : bound;
  const finalists = ids.map((id, i): [string, MeasuredLatency] => {
    const clockMs = ms[i]!;
    const latencyMs = clockMs / slowdown;
    const deviationMs = latencyMs * deviation;
    return [id, { clockMs, latencyMs, deviationMs, ...(limit && { holds: holds(limit, { latencyMs, deviationMs }) }) }];
  });
  return { slowdown, finalists: Object.fromEntries(finalists) };
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

/** @returns undefined where nothing was measured, or not yet */
export async function readMeasurement(
  { artefacts }: { readonly artefacts: ArtefactStore },
  searchId: string,
): Promise<Measurement | undefined> {
  const bytes = await artefacts.get(measurementKey(searchId));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Measurement);
}
