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

/** A share of a bound below this counts as it: predictions near 0 can lie on either side of it. */
const LEAST_SHARE = 0.01;

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

/**
 * Logarithm of the largest share that an architecture takes of a bound, above 0 where it breaks one.
 * @returns undefined without bounds, or where nothing is predicted of a network that cannot be built
 */
export function strainOf(constraints: Specification['constraints'], predicted: Metrics = {}): number | undefined {
  const bounds = hardBounds(constraints);
  if (bounds.length === 0 || bounds.some(({ metric }) => predicted[metric] === undefined)) return undefined;
  return Math.log(Math.max(...bounds.map((bound) => shareOf(bound, predicted))));
}

/** The share of a bound that an architecture takes, as surely as is asked: above 1 where it breaks it. */
export const shareOf = (bound: Omit<Bound, 'field'>, predicted: Metrics): number =>
  Math.max(LEAST_SHARE, leastMax(bound, predicted) / bound.max);

/** The least `max` that an architecture meets: the metric, or what a measurement stays below as surely as is asked. */
export function leastMax(
  { metric, deviation, confidence = 0.5 }: Omit<Bound, 'field' | 'max'>,
  predicted: Metrics,
): number {
  const spread = deviation === undefined ? 0 : (predicted[deviation] ?? 0);
  return predicted[metric]! + normalQuantile(confidence) * spread;
}
