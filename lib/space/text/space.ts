import { z } from 'zod';
import type { RandomStream } from '../../math/random.ts';
import { movesOf } from '../decisions.ts';
import { parseArchitecture } from '../parse.ts';
import { requireProblem } from '../problem.ts';
import { filled, NONE } from '../slots.ts';
import type { Space } from '../space.ts';
import { allBlocks, type Block, type TextArchitecture, type TextChoices, textEncoding } from './choices.ts';
import { textNetwork } from './network.ts';

const NAME = 'text';
const FITS = { name: NAME, takes: 'tokens', tasks: ['classification', 'regression'] } as const;

/** Networks for texts: an embedding, blocks of convolution, recurrence or self-attention in any order, a pooling. */
export function textSpace(choices: TextChoices): Space<TextArchitecture> {
  const moves = movesOf(textEncoding(choices));
  const schema = architectureSchema(choices);
  return {
    ...moves,
    ...FITS,
    leastInput: { input: [1], vocabulary: 2 },
    sample: (random) => moves.canonical(sample(choices, random)),
    describe: ({ width, positions, blocks, pooling }) =>
      [`${width}${positions ? ' with positions' : ''}`, ...filled(blocks).map(describeBlock), pooling].join(' | '),
    parse: (value) => moves.canonical(parseArchitecture(schema, value)),
    network(of, problem) {
      requireProblem(FITS, problem);
      return textNetwork(of, problem);
    },
  };
}

/** Uniform in depth: with every slot drawn alike, nearly every sample would be as deep as possible. */
function sample(choices: TextChoices, random: RandomStream): TextArchitecture {
  const blocks = allBlocks(choices);
  return {
    space: NAME,
    width: random.pick(choices.widths),
    positions: random.pick(choices.positions),
    pooling: random.pick(choices.poolings),
    blocks: Array.from({ length: random.integer(choices.depth + 1) }, () => random.pick(blocks)),
  };
}

function describeBlock(block: Block): string {
  switch (block.type) {
    case 'convolution':
      return `conv ${block.kernel}`;
    case 'recurrent':
      return `${block.bidirectional ? 'bidirectional ' : ''}${block.cell}`;
    case 'attention':
      return `attention ${block.heads} heads x${block.expansion}`;
  }
}

function architectureSchema(choices: TextChoices): z.ZodType<TextArchitecture> {
  const { widths, positions, poolings, depth, types, kernels, cells, bidirectional, heads, expansions } = choices;
  const blocks = {
    convolution: { kernel: z.literal(kernels) },
    recurrent: { cell: z.literal(cells), bidirectional: z.literal(bidirectional) },
    attention: { heads: z.literal(heads), expansion: z.literal(expansions) },
  };
  const [first, ...rest] = types.map((type) => z.strictObject({ type: z.literal(type), ...blocks[type] }));
  const block = z.discriminatedUnion('type', [first!, ...rest]) as unknown as z.ZodType<Block>;
  return z.strictObject({
    space: z.literal(NAME),
    width: z.literal(widths),
    positions: z.literal(positions),
    pooling: z.literal(poolings),
    blocks: z.array(z.union([block, z.literal(NONE)])).max(depth),
  });
}
