import { z } from 'zod';
import { randomStream } from '../math/random.ts';
import type { Space } from '../space/space.ts';
import { defineStrategy } from './definition.ts';
import { type Plan, proposer } from './proposer.ts';

/**
 * Every architecture in turn. The order jumps by the golden section of the grid, so that however early the search ends, what
 * it has tried lies evenly on the first decisions (a Weyl sequence; Kuipers and Niederreiter 1974, chapter 2).
 */
export const grid = defineStrategy({
  name: 'grid',
  summary: 'Every architecture in turn, evenly spread from the beginning; for spaces that can be tried out.',
  options: z.strictObject({}),
  create: (context) => proposer('grid', context, walk(context)),
});

function walk({ space, seed }: { readonly space: Space; readonly seed: number }): Plan {
  const cells = space.decisions.reduce((product, choices) => product * BigInt(choices), 1n);
  const stride = coprime((cells * 618_034n) / 1_000_000n || 1n, cells);
  const random = randomStream(seed, 'grid');
  const start = cellOf(space.decisions.map((choices) => random.integer(choices)));
  return ({ seen }) => {
    // A trial takes a cell or more, so all cells before this one have been visited.
    let cell = BigInt(seen.size);
    return () => ({ architecture: space.fromChoices(choicesAt((start + cell++ * stride) % cells)) });
  };

  /** The number of a cell: a choice a decision, the last one changing fastest. */
  function cellOf(choices: readonly number[]): bigint {
    return choices.reduce((number, choice, i) => number * BigInt(space.decisions[i]!) + BigInt(choice), 0n);
  }

  function choicesAt(number: bigint): readonly number[] {
    let left = number;
    return space.decisions
      .toReversed()
      .map((choices) => {
        const choice = Number(left % BigInt(choices));
        left /= BigInt(choices);
        return choice;
      })
      .reverse();
  }
}

/** The first number from `from` on that shares no factor with `size`: steps of it visit every cell once. */
function coprime(from: bigint, size: bigint): bigint {
  return greatestCommonDivisor(from, size) === 1n ? from : coprime(from + 1n, size);
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b));
