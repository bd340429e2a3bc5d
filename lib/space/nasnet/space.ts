import { z } from 'zod';
import type { RandomStream } from '../../math/random.ts';
import { movesOf } from '../decisions.ts';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import type { Space } from '../space.ts';
import { type Cell, INPUTS } from './cell.ts';
import { type CellChoices, type NasnetArchitecture, nasnetEncoding, pairs } from './choices.ts';
import { nasnetNetwork, type Skeleton } from './network.ts';

const NAME = 'nasnet';
const FITS = { name: NAME, takes: 'images', tasks: ['classification', 'regression'] } as const;

/** A normal and a reduction cell of nodes that add up two operations each, as NASNet and DARTS have them. */
export function nasnetSpace(choices: CellChoices, skeleton: Skeleton): Space<NasnetArchitecture> {
  const moves = movesOf(nasnetEncoding(choices));
  const schema = z.strictObject({ space: z.literal(NAME), normal: cellOf(choices), reduction: cellOf(choices) });
  return {
    ...moves,
    ...FITS,
    leastInput: { input: [1, 1, 1] },
    sample: (random) =>
      moves.canonical({ space: NAME, normal: sampleCell(choices, random), reduction: sampleCell(choices, random) }),
    describe: ({ normal, reduction }) => `normal ${describeCell(normal)} | reduction ${describeCell(reduction)}`,
    parse: (value) => moves.canonical(parseArchitecture(schema, value)),
    network(of, problem) {
      requireProblem(FITS, problem);
      return nasnetNetwork(moves.canonical(of), skeleton, problem);
    },
  };
}

function sampleCell({ nodes, operations }: CellChoices, random: RandomStream): Cell {
  return Array.from({ length: nodes }, (_, node) => {
    const [a, b] = random.pick(pairs(node));
    return [
      { from: a, operation: random.pick(operations) },
      { from: b, operation: random.pick(operations) },
    ];
  });
}

/** E.g. `sep_conv_3x3~0+skip_connect~1`, a node after the other. */
const describeCell = (cell: Cell) =>
  cell.map((node) => node.map(({ from, operation }) => `${operation}~${from}`).join('+')).join(' ');

function cellOf({ nodes, operations }: CellChoices): z.ZodType<Cell> {
  const [first, ...rest] = Array.from({ length: nodes }, (_, node) => {
    const edge = z.strictObject({
      from: z
        .int()
        .min(0)
        .max(node + INPUTS - 1),
      operation: z.literal(operations),
    });
    return z.tuple([edge, edge]).refine(([a, b]) => a.from !== b.from, 'Too few: expected two different states');
  });
  return z.tuple([first!, ...rest]);
}
