import { z } from 'zod';
import type { JsonValue } from '../../trial/trial.ts';
import { ArchitectureError } from '../errors.ts';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import type { InputKind, Space } from '../space.ts';
import type { Item, Named } from './items.ts';
import { type CustomArchitecture, customMoves } from './moves.ts';
import { customNetwork } from './network.ts';
import { allChoices, walk } from './walk.ts';

const NAME = 'custom';
const TASKS = ['classification', 'regression'] as const;

/** A space that a person declared: layers in a row, and choices among them. */
export function customSpace(
  items: readonly Item[],
  named: Named,
  { takes, leastInput }: Pick<Space, 'leastInput'> & { readonly takes: InputKind },
): Space<CustomArchitecture> {
  const moves = customMoves(items, named);
  const fits = { name: NAME, takes, tasks: TASKS } as const;
  const schema = z.strictObject({
    space: z.literal(NAME),
    choices: z.strictObject(
      Object.fromEntries(
        [...allChoices(items, named)].map(([key, values]) => [key, oneOf(values).optional()] as const),
      ),
    ),
  }) as unknown as z.ZodType<CustomArchitecture>;
  return {
    ...moves,
    ...fits,
    leastInput,
    describe: ({ choices }) =>
      Object.entries(choices)
        .map(([key, value]) => `${key.replace(/^layers\//, '')}=${JSON.stringify(value)}`)
        .join(' '),
    parse: (value) => moves.canonical(parseArchitecture(schema, value)),
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

const oneOf = (values: readonly JsonValue[]) =>
  z.json().refine((value) => values.some((other) => JSON.stringify(other) === JSON.stringify(value)), {
    message: `allowed: ${values.map((value) => JSON.stringify(value)).join(', ')}`,
  });
