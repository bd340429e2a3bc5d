import type { BracketShape } from './brackets.ts';

/** Rounding in ratios of fidelities. */
const ROUNDING = 1e-9;

/**
 * How many of `count` trials of a fidelity are trained for longer. With a selectivity of 1, so many times fewer as the
 * next trainings are longer, so that all rungs cost the same, as in the papers of successive halving; for evenly spaced
 * fidelities that is their reduction. More is better where short trainings rank much as long ones do, as they do for
 * architectures (docs/strategies.md): the cost of the later rungs begins more trials instead.
 * @param from fidelity of the trials
 * @param to a higher fidelity
 */
export const promoted = (count: number, from: number, to: number, selectivity: number): number =>
  Math.floor(count * (from / to) ** selectivity + ROUNDING);

/**
 * The brackets of Hyperband (Li et al. 2018, arXiv:1603.06560, algorithm 1): the first begins with most architectures at
 * the lowest fidelity, the last trains a few in full from the start, and all cost about the same.
 * @param fidelities rising, the last 1
 */
export function hyperbandShapes(fidelities: readonly number[], selectivity: number): readonly BracketShape[] {
  return fidelities.map((lowest, first) => {
    const rungs = fidelities.slice(first);
    const cost = rungs.reduce((sum, fidelity) => sum + fidelity * (lowest / fidelity) ** selectivity, 0);
    const entries = Math.ceil(fidelities.length / cost - ROUNDING);
    return rungs.map((fidelity) => ({ fidelity, size: Math.max(1, promoted(entries, lowest, fidelity, selectivity)) }));
  });
}
