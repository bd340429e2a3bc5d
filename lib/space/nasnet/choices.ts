import type { Decision, Encoding } from '../decisions.ts';
import { type Cell, INPUTS, type Node, type Operation } from './cell.ts';

export type NasnetArchitecture = {
  readonly space: 'nasnet';
  readonly normal: Cell;
  /** Its operations on the cell's inputs halve height and width. */
  readonly reduction: Cell;
};

/** What a cell may be. */
export interface CellChoices {
  readonly nodes: number;
  /** All different. */
  readonly operations: readonly Operation[];
}

type Kind = 'normal' | 'reduction';

/** The pairs of states that a node may read, the lower one first: two different ones, as in DARTS. */
export const pairs = (node: number): readonly (readonly [number, number])[] =>
  Array.from({ length: node + INPUTS }, (_, b) => Array.from({ length: b }, (_, a) => [a, b] as const)).flat();

/** Nodes of another order are another architecture, though it may compute the same. */
export function nasnetEncoding({ nodes, operations }: CellChoices): Encoding<NasnetArchitecture> {
  const operation = operations[0]!;
  const first: Node = [
    { from: 0, operation },
    { from: 1, operation },
  ];
  const cell: Cell = Array.from({ length: nodes }, () => first);
  return {
    blank: { space: 'nasnet', normal: cell, reduction: cell },
    decisions: (['normal', 'reduction'] as const).flatMap((kind) =>
      Array.from({ length: nodes }, (_, i) => [
        readsOf(kind, i),
        operationOf(kind, i, 0, operations),
        operationOf(kind, i, 1, operations),
      ]).flat(),
    ),
    canonical: ({ normal, reduction }) => ({
      space: 'nasnet',
      normal: normal.map(ordered),
      reduction: reduction.map(ordered),
    }),
    isomorphic: (of) => [of],
  };
}

function readsOf(kind: Kind, index: number): Decision<NasnetArchitecture> {
  return {
    choices: pairs(index),
    read: (encoding) => encoding[kind][index]!.map(({ from }) => from),
    write: (encoding, choice) => {
      const [a, b] = encoding[kind][index]!;
      const [from, other] = choice as readonly [number, number];
      return withNode(encoding, kind, index, [
        { ...a, from },
        { ...b, from: other },
      ]);
    },
  };
}

function operationOf(
  kind: Kind,
  index: number,
  edge: 0 | 1,
  operations: readonly Operation[],
): Decision<NasnetArchitecture> {
  return {
    choices: operations,
    read: (encoding) => encoding[kind][index]![edge].operation,
    write: (encoding, choice) => {
      const node = encoding[kind][index]!;
      const edges = node.with(edge, { ...node[edge], operation: choice as Operation });
      return withNode(encoding, kind, index, edges as unknown as Node);
    },
  };
}

const withNode = (encoding: NasnetArchitecture, kind: Kind, index: number, node: Node): NasnetArchitecture => ({
  ...encoding,
  [kind]: encoding[kind].with(index, node),
});

/** The edge on the earlier state first. */
const ordered = ([a, b]: Node): Node => (a.from <= b.from ? [a, b] : [b, a]);
