import type { Expectation } from '../math/regression.ts';
import type { LatencyBound } from '../spec/latency.ts';
import type { LatencyDevice } from '../spec/predicted-devices.ts';
import type { Metrics } from '../trial/trial.ts';
import { shareOf } from './bounds.ts';

/**
 * What predictions of latency, one a device, say of an architecture: each of them; with several bounds `relativeLatency`,
 * which is minimised; with soft ones `rewardFactor`, by which the score is multiplied.
 */
export function latencyMetrics(devices: readonly LatencyDevice[], expectations: readonly Expectation[]): Metrics {
  const each: Metrics = Object.fromEntries(
    devices.flatMap(({ metric, deviation }, i) => [
      [metric, expectations[i]!.mean],
      [deviation, expectations[i]!.deviation],
    ]),
  );
  const bounded = devices.flatMap(({ bound, ...device }) => (bound ? [{ ...bound, ...device }] : []));
  return {
    ...each,
    ...(bounded.length > 1 && { relativeLatency: relativeLatency(bounded, each) }),
    ...(bounded.some(({ soft }) => soft) && { rewardFactor: rewardFactor(bounded, each) }),
  };
}

type Bounded = Omit<LatencyDevice, 'bound'> & LatencyBound;

/** Latencies as shares of their bounds: the mean by weight, or without weights the largest. */
function relativeLatency(bounded: readonly Bounded[], predicted: Metrics): number {
  const shares = bounded.map(({ metric, max, weight = 0 }) => ({ share: predicted[metric]! / max, weight }));
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  return total > 0
    ? shares.reduce((sum, { share, weight }) => sum + share * weight, 0) / total
    : Math.max(...shares.map(({ share }) => share));
}

/** (latency / max)^w over the soft bounds, w = alpha within and beta beyond (Tan et al. 2019, arXiv:1807.11626, eq. 2-3). */
const rewardFactor = (bounded: readonly Bounded[], predicted: Metrics): number =>
  bounded.reduce((product, bound) => {
    if (!bound.soft) return product;
    const share = shareOf(bound, predicted);
    return product * share ** (share <= 1 ? bound.soft.alpha : bound.soft.beta);
  }, 1);
