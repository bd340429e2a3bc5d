import { nonNegativeLeastSquares } from '../math/linear.ts';
import type { Operator } from './operators.ts';
import type { Regression } from './profile.ts';

export interface MeasuredOperator {
  readonly operator: Pick<Operator, 'type' | 'macs' | 'bytes'>;
  readonly ms: number;
}

/** Keeps a regression solvable when a type's operators all have the same work. */
const RIDGE = 1e-6;

export function predict(
  { constant, perMac, perByte }: Regression,
  { macs, bytes }: MeasuredOperator['operator'],
): number {
  return constant + perMac * macs + perByte * bytes;
}

/** One regression an operator type, and `any` over all of them. */
export function fitRegressions(measured: readonly MeasuredOperator[]): { any: Regression; [type: string]: Regression } {
  const types = [...Map.groupBy(measured, ({ operator }) => operator.type)];
  return {
    ...Object.fromEntries(types.map(([type, group]) => [type, fitRegression(group)])),
    any: fitRegression(measured),
  };
}

/**
 * Minimises relative errors, so that small operators count as much as large ones; no coefficient is negative.
 * Operators too quick to be measured cost nothing.
 */
function fitRegression(measured: readonly MeasuredOperator[]): Regression {
  const largest = measured.reduce((most, { ms }) => Math.max(most, ms), 0);
  if (largest === 0) return { constant: 0, perMac: 0, perByte: 0 };
  const scale = ({ ms }: MeasuredOperator) => 1 / Math.max(ms, largest / 1000);
  const [constant, perMac, perByte] = nonNegativeLeastSquares(
    measured.map((one) => [1, one.operator.macs, one.operator.bytes].map((value) => value * scale(one))),
    measured.map((one) => one.ms * scale(one)),
    RIDGE,
  );
  return { constant: constant!, perMac: perMac!, perByte: perByte! };
}
