import { z } from 'zod';
import { type Decision, movesOf } from '../decisions.ts';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import type { Space } from '../space.ts';
import { type MacroSkeleton, macroNetwork, OPERATIONS, type Operation, STAGES } from './network.ts';

const NAME = 'nasbench-macro';
const FITS = { name: NAME, takes: 'images', tasks: ['classification', 'regression'] } as const;
const LAYERS = STAGES.reduce((sum, layers) => sum + layers, 0);

export type MacroArchitecture = { readonly space: typeof NAME; readonly layers: readonly Operation[] };

const schema = z.strictObject({ space: z.literal(NAME), layers: z.array(z.enum(OPERATIONS)).length(LAYERS) });

/** NAS-Bench-Macro (arXiv:2103.11922, section 5): 8 layers of 3 operations, all different networks. */
export function nasbenchMacroSpace(skeleton: MacroSkeleton): Space<MacroArchitecture> {
  return {
    ...movesOf<MacroArchitecture>({
      blank: { space: NAME, layers: Array(LAYERS).fill(OPERATIONS[0]) },
      decisions: Array.from({ length: LAYERS }, (_, index) => layerOf(index)),
      canonical: (of) => of,
      isomorphic: (of) => [of],
    }),
    ...FITS,
    leastInput: { input: [1, 1, 1] },
    sample: (random) => ({ space: NAME, layers: Array.from({ length: LAYERS }, () => random.pick(OPERATIONS)) }),
    describe: ({ layers }) => layers.join(' '),
    parse: (value) => parseArchitecture(schema, value),
    network(of, problem) {
      requireProblem(FITS, problem);
      return macroNetwork(of.layers, skeleton, problem);
    },
  };
}

const layerOf = (index: number): Decision<MacroArchitecture> => ({
  choices: OPERATIONS,
  read: ({ layers }) => layers[index]!,
  write: (encoding, choice) => ({ ...encoding, layers: encoding.layers.with(index, choice as Operation) }),
});
