import { type Encoding, field } from '../decisions.ts';
import { filled, NONE, placements, type Slots, slot } from '../slots.ts';

export type Cell = 'lstm' | 'gru';

/** What a sequence goes through; it keeps its length and width. */
export type Block =
  | { readonly type: 'convolution'; readonly kernel: number }
  | { readonly type: 'recurrent'; readonly cell: Cell; readonly bidirectional: boolean }
  | { readonly type: 'attention'; readonly heads: number; readonly expansion: number };

export type Pooling = 'mean' | 'max' | 'both';

export type TextArchitecture = {
  readonly space: 'text';
  /** Of the embedding and of every block. */
  readonly width: number;
  /** Whether the embedding says where a token stands. */
  readonly positions: boolean;
  readonly blocks: Slots<Block>;
  readonly pooling: Pooling;
};

/** What an architecture may be. Every list holds different values. */
export interface TextChoices {
  readonly widths: readonly number[];
  readonly positions: readonly boolean[];
  /** Most blocks. */
  readonly depth: number;
  readonly types: readonly Block['type'][];
  readonly kernels: readonly number[];
  readonly cells: readonly Cell[];
  readonly bidirectional: readonly boolean[];
  readonly heads: readonly number[];
  readonly expansions: readonly number[];
  readonly poolings: readonly Pooling[];
}

export function allBlocks(choices: TextChoices): readonly Block[] {
  const { kernels, cells, bidirectional, heads, expansions } = choices;
  const ofType: Readonly<Record<Block['type'], readonly Block[]>> = {
    convolution: kernels.map((kernel) => ({ type: 'convolution', kernel })),
    recurrent: cells.flatMap((cell) => bidirectional.map((both) => ({ type: 'recurrent', cell, bidirectional: both }))),
    attention: heads.flatMap((count) =>
      expansions.map((expansion) => ({ type: 'attention', heads: count, expansion })),
    ),
  };
  return choices.types.flatMap((type) => ofType[type]);
}

/** Empty slots change nothing, wherever they are. */
export function textEncoding(choices: TextChoices): Encoding<TextArchitecture> {
  const blocks = [NONE, ...allBlocks(choices)];
  const { widths, positions, poolings } = choices;
  return {
    blank: { space: 'text', width: widths[0]!, positions: positions[0]!, pooling: poolings[0]!, blocks: [] },
    decisions: [
      field('width', widths),
      field('positions', positions),
      field('pooling', poolings),
      ...Array.from({ length: choices.depth }, (_, i) => slot<TextArchitecture, 'blocks'>('blocks', i, blocks)),
    ],
    canonical: (encoding) => ({ ...encoding, blocks: filled(encoding.blocks) }),
    isomorphic: (encoding) =>
      placements(filled(encoding.blocks), choices.depth).map((slots) => ({ ...encoding, blocks: slots })),
  };
}
