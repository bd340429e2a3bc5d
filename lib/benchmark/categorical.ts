import { z } from 'zod';
import { type Decision, movesOf } from '../space/decisions.ts';
import { parseArchitecture } from '../space/parse.ts';
import type { Space } from '../space/space.ts';

/** One choice a decision, from 0. */
export type Choices = { readonly space: 'categorical'; readonly choices: readonly number[] };

/**
 * Decisions that mean nothing but themselves: what a table of any space is searched as. It has no networks.
 * @param decisions how many choices each has
 */
export function categoricalSpace(decisions: readonly number[]): Space<Choices> {
  const schema = z.strictObject({
    space: z.literal('categorical'),
    choices: z
      .array(z.int().min(0))
      .length(decisions.length)
      .refine((choices) => choices.every((choice, i) => choice < decisions[i]!), `allowed: below ${decisions}`),
  });
  const decision = (count: number, index: number): Decision<Choices> => ({
    choices: Array.from({ length: count }, (_, choice) => choice),
    read: ({ choices }) => choices[index]!,
    write: (of, choice) => ({ ...of, choices: of.choices.with(index, choice as number) }),
  });
  return {
    name: 'categorical',
    takes: 'features',
    tasks: [],
    leastInput: { input: [1] },
    ...movesOf<Choices>({
      blank: { space: 'categorical', choices: decisions.map(() => 0) },
      decisions: decisions.map(decision),
      canonical: (of) => of,
      isomorphic: (of) => [of],
    }),
    sample: (random) => ({ space: 'categorical', choices: decisions.map((count) => random.integer(count)) }),
    describe: ({ choices }) => choices.join(' '),
    parse: (value) => parseArchitecture(schema, value),
    network: () => {
      throw new TypeError('a categorical space has no networks');
    },
  };
}
