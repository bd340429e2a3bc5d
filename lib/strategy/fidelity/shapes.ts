import type { BracketShape } from './brackets.ts';

/** Rounding in ratios of fidelities. */
const ROUNDING = 1e-9;

/**
 * The brackets of Hyperband (Li et al. 2018, arXiv:1603.06560, algorithm 1): the first begins with most architectures at
 * the lowest fidelity, the last trains a few in full from the start, and all cost about the same. Of a rung so many times
 * fewer go on as the next one trains them longer, so that each rung costs the same too: for evenly spaced fidelities that
 * is the algorithm's reduction.
 * @param fidelities rising, the last 1
 */
export function hyperbandShapes(fidelities: readonly number[]): readonly BracketShape[] {
  return fidelities.map((lowest, first) => {
    const rungs = fidelities.length - first;
    const entries = Math.ceil(fidelities.length / rungs / lowest - ROUNDING);
    return fidelities.slice(first).map((fidelity) => ({
      fidelity,
      size: Math.max(1, Math.floor((entries * lowest) / fidelity + ROUNDING)),
    }));
  });
}
