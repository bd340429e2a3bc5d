import { z } from 'zod';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import type { Space } from '../space.ts';
import { EDGES, type Edges, OPERATIONS } from './cell.ts';
import { isomorphicCells } from './isomorphism.ts';
import { cellNetwork, type Skeleton } from './network.ts';

const NAME = 'nasbench201';
const FITS = { name: NAME, takes: 'images', tasks: ['classification', 'regression'] } as const;

/** `edges`: one operation for each of 1<-0, 2<-0, 2<-1, 3<-0, 3<-1, 3<-2. */
export type CellArchitecture = { readonly space: typeof NAME; readonly edges: Edges };

const schema = z.strictObject({
  space: z.literal(NAME),
  edges: z.array(z.enum(OPERATIONS)).length(EDGES.length),
});

/** The NAS-Bench-201 cell space (arXiv:2001.00326): 5 operations on 6 edges. */
export function nasbench201Space(skeleton: Skeleton): Space<CellArchitecture> {
  return {
    ...FITS,
    leastInput: { input: [1, 1, 1] },
    size: BigInt(OPERATIONS.length ** EDGES.length),
    sample: (random) => architecture(EDGES.map(() => random.pick(OPERATIONS))),
    mutate: (parent, random) => random.pick(others(parent, changes(parent.edges))),
    crossover: (a, b, random) => architecture(a.edges.map((op, i) => random.pick([op, b.edges[i]!]))),
    neighbours: (of) => distinct(others(of, isomorphicCells(of.edges).flatMap(changes))),
    encode: (of) => canonical(of).edges.flatMap((op) => OPERATIONS.map((other) => (op === other ? 1 : 0))),
    decisions: EDGES.map(() => OPERATIONS.length),
    fromChoices: (choices) => architecture(choices.map((choice) => OPERATIONS[choice]!)),
    toChoices: (of) => canonical(of).edges.map((op) => OPERATIONS.indexOf(op)),
    describe: ({ edges }) => describe(edges),
    canonical,
    parse: (value) => canonical(parseArchitecture(schema, value)),
    network: (of, problem) => {
      requireProblem(FITS, problem);
      return cellNetwork(canonical(of).edges, skeleton, problem);
    },
  };
}

const architecture = (edges: Edges): CellArchitecture => ({ space: NAME, edges: isomorphicCells(edges)[0]! });

const canonical = ({ edges }: CellArchitecture) => architecture(edges);

/** Every encoding with one edge changed. */
const changes = (edges: Edges): readonly Edges[] =>
  edges.flatMap((op, i) => OPERATIONS.filter((other) => other !== op).map((other) => edges.with(i, other)));

/** The architectures among `cells` that are not `self`; a change to a dead edge gives the same architecture again. */
function others(self: CellArchitecture, cells: readonly Edges[]): readonly CellArchitecture[] {
  const own = canonical(self).edges;
  return cells.map(architecture).filter(({ edges }) => edges !== own);
}

const distinct = (all: readonly CellArchitecture[]) => [...new Map(all.map((one) => [one.edges, one])).values()];

/** The benchmark's own notation, e.g. `|nor_conv_3x3~0|+|none~0|skip_connect~1|+|...|`. */
function describe(edges: Edges): string {
  const node = (to: number) => EDGES.flatMap(([t, from], i) => (t === to ? [`${edges[i]}~${from}`] : [])).join('|');
  return [1, 2, 3].map((to) => `|${node(to)}|`).join('+');
}
