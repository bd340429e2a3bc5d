import type { Expectation } from '../math/regression.ts';
import type { Network } from '../network/network.ts';
import { type Operator, operatorsOf } from './operators.ts';
import type { DeviceProfile } from './profile.ts';
import { predict } from './regression.ts';
import type { Traits } from './transfer/features.ts';
import { transferPredictor } from './transfer/model.ts';

/** Predicts what a network costs on one device, from a profile measured there. Pure: runs in a Lambda. */
export interface LatencyPredictor {
  /** Milliseconds for one inference of one example, and what a measurement may be off by. */
  latencyMs(network: Network): Expectation;
}

type OperatorTable = Pick<DeviceProfile, 'operators' | 'regressions'>;

/** Milliseconds of an operator: as measured, else from its type's regression. */
export function operatorMs({ operators, regressions }: OperatorTable, operator: Operator): number {
  return operators[operator.signature] ?? predict(regressions[operator.type] ?? regressions.any, operator);
}

/**
 * What operators measured by themselves say of a network: their sum, which is a device like the one that runs whole
 * networks, and the sum of each type, which that one may be faster or slower at.
 */
export function networkTraits(table: OperatorTable, network: Network): Traits {
  const types = Object.keys(table.regressions);
  const counts = new Array<number>(types.length).fill(0);
  for (const operator of operatorsOf(network)) {
    const type = types.indexOf(operator.type);
    counts[type === -1 ? types.indexOf('any') : type]! += operatorMs(table, operator);
  }
  return { counts, decisions: [], references: [counts.reduce((sum, ms) => sum + ms, 0)] };
}

/** Predicts by the operators measured on a device and what whole networks took. */
export function latencyPredictor({ model, ...table }: OperatorTable & Pick<DeviceProfile, 'model'>): LatencyPredictor {
  const expected = transferPredictor(model);
  return { latencyMs: (network) => expected(networkTraits(table, network)) };
}
