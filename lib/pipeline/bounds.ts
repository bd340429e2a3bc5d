import { normalQuantile } from '../math/normal-quantile.ts';
import type { Specification } from '../spec/specification.ts';
import type { Metrics } from '../trial/trial.ts';

interface Bound {
  readonly max: number;
  /** Where the metric is a prediction; one stored before there was a confidence takes predictions as they are. */
  readonly confidence?: number;
}

/** Where a metric is a prediction, what a measurement may be off by. */
const DEVIATIONS: Readonly<Record<string, string>> = {
  latencyMs: 'latencyDeviationMs',
  energyMj: 'energyDeviationMj',
};

/** The constraints that an architecture breaks, by their metric. */
export function violations(constraints: Specification['constraints'], predicted: Metrics): readonly string[] {
  return Object.entries(constraints).flatMap(([metric, bound]) =>
    bound && leastMax(metric, bound, predicted) > bound.max ? [metric] : [],
  );
}

/** The least `max` that an architecture meets: the metric, or what a measurement stays below as surely as is asked. */
export function leastMax(metric: string, { confidence = 0.5 }: Bound, predicted: Metrics): number {
  const deviation = predicted[DEVIATIONS[metric] ?? ''] ?? 0;
  return predicted[metric]! + normalQuantile(confidence) * deviation;
}
