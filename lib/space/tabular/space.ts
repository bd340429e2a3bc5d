import { z } from 'zod';
import type { RandomStream } from '../../math/random.ts';
import { movesOf } from '../decisions.ts';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import { NONE } from '../slots.ts';
import type { Space } from '../space.ts';
import { type TabularArchitecture, type TabularChoices, tabularEncoding } from './choices.ts';
import { tabularNetwork } from './network.ts';

const NAME = 'tabular';
const FITS = { name: NAME, takes: 'features', tasks: ['classification', 'regression'] } as const;

/** Multi-layer perceptrons on rows of numbers: each chooses its layers' widths, and what all of them are like. */
export function tabularSpace(choices: TabularChoices): Space<TabularArchitecture> {
  const moves = movesOf(tabularEncoding(choices));
  const schema = architectureSchema(choices);
  return {
    ...moves,
    ...FITS,
    leastInput: { input: [1] },
    sample: (random) => moves.canonical(sample(choices, random)),
    describe: ({ widths, activation, normalisation, residual }) =>
      `${widths.join(' ')} ${activation}, norm ${normalisation}${residual ? ', residual' : ''}`,
    parse: (value) => moves.canonical(parseArchitecture(schema, value)),
    network(of, problem) {
      requireProblem(FITS, problem);
      return tabularNetwork(moves.canonical(of), problem);
    },
  };
}

/** Uniform in depth: with every slot drawn alike, nearly every sample would be as deep as possible. */
function sample(choices: TabularChoices, random: RandomStream): TabularArchitecture {
  const { depth, widths, activations, normalisations, residual } = choices;
  return {
    space: NAME,
    activation: random.pick(activations),
    normalisation: random.pick(normalisations),
    residual: random.pick(residual),
    widths: Array.from({ length: 1 + random.integer(depth) }, () => random.pick(widths)),
  };
}

function architectureSchema(choices: TabularChoices): z.ZodType<TabularArchitecture> {
  const { depth, widths, activations, normalisations, residual } = choices;
  const width = z.literal(widths);
  return z.strictObject({
    space: z.literal(NAME),
    activation: z.literal(activations),
    normalisation: z.literal(normalisations),
    residual: z.literal(residual),
    widths: z
      .tuple([width], z.literal([NONE, ...widths]))
      .refine(({ length }) => length <= depth, `Too big: expected at most ${depth} layers`),
  });
}
