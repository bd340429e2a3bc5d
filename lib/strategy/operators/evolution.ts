import type { Plan } from '../proposer.ts';
import type { Selection, Survival, Variation } from './operators.ts';

/** The parts of an evolutionary algorithm. */
export interface Evolution {
  /** Random architectures that the search begins with. */
  readonly initial: number;
  readonly survival: Survival;
  readonly selection: Selection;
  readonly variation: Variation;
}

/** Samples until `initial` trials are complete or on their way, then varies selected members of the population. */
export function evolution({ initial, survival, selection, variation }: Evolution): Plan {
  return ({ space, complete }) => {
    const population = survival(complete);
    return (random, pending) => {
      if (complete.length === 0 || complete.length + pending.length < initial)
        return { architecture: space.sample(random) };
      return { architecture: variation(space, () => selection(population, random), random) };
    };
  };
}
