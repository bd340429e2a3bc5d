import type { Network } from '../network/network.ts';
import { type Operator, operatorsOf } from './operators.ts';
import type { LatencyPredictor } from './predictor.ts';
import type { DeviceProfile } from './profile.ts';
import { predict } from './regression.ts';

/** Milliseconds of an operator: as measured, else from its type's regression. */
export function operatorMs(
  { operators, regressions }: Pick<DeviceProfile, 'operators' | 'regressions'>,
  operator: Operator,
): number {
  return operators[operator.signature] ?? predict(regressions[operator.type] ?? regressions.any, operator);
}

/** The sum of a network's operators. */
export function operatorSum(profile: Pick<DeviceProfile, 'operators' | 'regressions'>, network: Network): number {
  return operatorsOf(network).reduce((sum, operator) => sum + operatorMs(profile, operator), 0);
}

/** Predicts by the operators measured on a device and the fit to whole networks. */
export function latencyPredictor(profile: Omit<DeviceProfile, 'check'>): LatencyPredictor {
  const { intercept, slope } = profile.fit;
  return { latencyMs: (network) => intercept + slope * operatorSum(profile, network) };
}
