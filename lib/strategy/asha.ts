import { z } from 'zod';
import { defineStrategy } from './definition.ts';
import { fidelityOptions } from './fidelity/options.ts';
import { promoted } from './fidelity/shapes.ts';
import { architectureId, type Individual } from './history.ts';
import { type Plan, proposer } from './proposer.ts';

/**
 * ASHA (Li et al. 2020, arXiv:1810.05934, algorithm 2): whenever there is room, the best of a rung that have not gone on
 * go on, from the highest rung down; where there is none, a new architecture begins. Nothing ever waits for a rung.
 */
export const asha = defineStrategy({
  name: 'asha',
  summary: 'Successive halving that never waits: whoever is among the best of a rung so far goes on.',
  severalFidelities: true,
  options: z.strictObject(fidelityOptions),
  create: (context, { fidelities, selectivity }) => proposer('asha', context, promoting(fidelities, selectivity)),
});

function promoting(fidelities: readonly number[], selectivity: number): Plan {
  return ({ space, finished, complete }) => {
    const idOf = (trial: Pick<Individual, 'architecture'>) => architectureId(space, trial.architecture);
    const levelOf = (fidelity = 1) => fidelities.indexOf(fidelity);
    /** Ids of what has been trained, or is being trained, at each level. */
    const entered = fidelities.map(() => new Set<string>());
    for (const trial of finished) {
      entered[levelOf(trial.fidelity)]?.add(idOf(trial));
    }
    /** At each level, what may go on, best first. */
    const best = fidelities.map((_, level) => {
      const rung = complete.filter((trial) => levelOf(trial.fidelity) === level);
      const ranked = rung.toSorted((a, b) => b.score - a.score || a.number - b.number);
      const places = promoted(rung.length, fidelities[level]!, fidelities[level + 1] ?? 1, selectivity);
      return ranked.slice(0, places).map((trial) => ({ ...trial, id: idOf(trial) }));
    });
    let placed = 0;
    return (random, pending) => {
      for (; placed < pending.length; placed++) {
        const trial = pending[placed]!;
        entered[levelOf(trial.fidelity)]?.add(idOf(trial));
      }
      for (let level = fidelities.length - 2; level >= 0; level--) {
        const next = best[level]!.find(({ id }) => !entered[level + 1]!.has(id));
        if (next) return { architecture: next.architecture, fidelity: fidelities[level + 1]!, again: true };
      }
      return { architecture: space.sample(random), fidelity: fidelities[0]! };
    };
  };
}
