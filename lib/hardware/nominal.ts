import type { Operator } from './operators.ts';
import type { Regression } from './profile.ts';
import { predict } from './regression.ts';

/** An operator on no device in particular: 10 us to call, 2 GMAC and 4 GB a second. */
export const NOMINAL: Regression = { constant: 0.01, perMac: 1 / 2e6, perByte: 1 / 4e6 };

/** Milliseconds there: says what of a network counts before anything is measured. */
export const nominalMs = (operator: Operator): number => predict(NOMINAL, operator);
