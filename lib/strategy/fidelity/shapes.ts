import type { BracketShape } from './brackets.ts';

/**
 * The brackets of Hyperband (Li et al. 2018, arXiv:1603.06560, algorithm 1): the first begins with most architectures at
 * the lowest fidelity, the last trains a few in full from the start, and all cost about the same.
 * @param fidelities rising, the last 1
 * @param reduction of a rung's architectures the share of one in so many goes on
 */
export function hyperbandShapes(fidelities: readonly number[], reduction: number): readonly BracketShape[] {
  return fidelities.map((_, first) => {
    const rungs = fidelities.length - first;
    const entries = Math.ceil((fidelities.length / rungs) * reduction ** (rungs - 1));
    return fidelities.slice(first).map((fidelity, i) => ({ fidelity, size: Math.floor(entries / reduction ** i) }));
  });
}
