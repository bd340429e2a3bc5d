import type { Problem } from '../../lib/space/space.ts';

const DIGITS: Problem = { task: 'classification', input: [28, 28, 1], classes: 10 };

/** A problem for each space, by its name. */
export const PROBLEMS: Readonly<Record<string, Problem>> = {
  nasbench201: DIGITS,
  'nasbench-macro': DIGITS,
  nasnet: DIGITS,
  mobile: DIGITS,
  residual: DIGITS,
  detection: { task: 'detection', input: [64, 160, 3], classes: 3 },
  text: { task: 'classification', input: [16], classes: 4, vocabulary: 50 },
  tabular: { task: 'regression', input: [13], classes: 0 },
  custom: DIGITS,
  module: DIGITS,
};
