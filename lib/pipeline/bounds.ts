import { normalQuantile } from '../math/normal-quantile.ts';
import { ENERGY, latencyDevices } from '../spec/predicted-devices.ts';
import type { Specification } from '../spec/specification.ts';
import type { Metrics } from '../trial/trial.ts';

/** A bound on a metric. */
export interface Bound {
  /** Of the specification. */
  readonly field: string;
  readonly metric: string;
  /** The metric that is its standard deviation, where it is a prediction. */
  readonly deviation?: string;
  readonly max: number;
  /** Where the metric is a prediction; one stored before there was a confidence takes predictions as they are. */
  readonly confidence?: number;
}

/** The constraints that an architecture breaks. */
export const violations = (constraints: Specification['constraints'], predicted: Metrics): readonly Bound[] =>
  hardBounds(constraints).filter((bound) => leastMax(bound, predicted) > bound.max);

/** The bounds that an architecture must hold to be trained. */
export function hardBounds({ latencyMs, energyMj, ...others }: Specification['constraints']): readonly Bound[] {
  const latencies = latencyDevices(latencyMs).flatMap(({ bound, ...device }) =>
    bound && !bound.soft ? [{ ...bound, ...device }] : [],
  );
  const energies = energyMj ? [{ ...energyMj, ...ENERGY }] : [];
  const sizes = Object.entries(others).flatMap(([metric, bound]) =>
    bound ? [{ ...bound, metric, field: `constraints.${metric}` }] : [],
  );
  return [...latencies, ...energies, ...sizes];
}

/** The least `max` that an architecture meets: the metric, or what a measurement stays below as surely as is asked. */
export function leastMax(
  { metric, deviation, confidence = 0.5 }: Omit<Bound, 'field' | 'max'>,
  predicted: Metrics,
): number {
  const spread = deviation === undefined ? 0 : (predicted[deviation] ?? 0);
  return predicted[metric]! + normalQuantile(confidence) * spread;
}
