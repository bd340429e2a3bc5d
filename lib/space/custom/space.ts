import { type ConditionalArchitecture, conditionalMoves, describeChoices } from '../conditional.ts';
import { ArchitectureError } from '../errors.ts';
import { requireProblem } from '../problem.ts';
import type { InputKind, Space } from '../space.ts';
import type { Item, Named } from './items.ts';
import { customNetwork } from './network.ts';
import { allChoices, walk } from './walk.ts';

const NAME = 'custom';
const TASKS = ['classification', 'regression'] as const;

/** A space that a person declared: layers in a row, and choices among them. */
export function customSpace(
  items: readonly Item[],
  named: Named,
  { takes, leastInput }: Pick<Space, 'leastInput'> & { readonly takes: InputKind },
): Space<ConditionalArchitecture> {
  const moves = customMoves(items, named);
  const fits = { name: NAME, takes, tasks: TASKS } as const;
  return {
    ...moves,
    ...fits,
    leastInput,
    describe: ({ choices }) => describeChoices(choices, (key) => key.replace(/^layers\//, '')),
    network(of, problem) {
      requireProblem(fits, problem);
      const { choices } = moves.canonical(of);
      const steps = walk(items, named, (key) => choices[key]!);
      try {
        return customNetwork(steps, problem);
      } catch (error) {
        throw new ArchitectureError((error as Error).message);
      }
    },
  };
}

export const customMoves = (items: readonly Item[], named: Named) =>
  conditionalMoves({
    name: NAME,
    all: allChoices(items, named),
    ask: (valueAt) => void walk(items, named, (key) => valueAt(key)),
  });
