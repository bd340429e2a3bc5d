import type { Decision, Encoding } from '../decisions.ts';
import { type Cell, type Edge, INPUTS, type Node, type Operation } from './cell.ts';

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

/** The pairs of states that a node may read, the lower one first; both may be the same. */
export const pairs = (node: number): readonly (readonly [number, number])[] =>
  Array.from({ length: node + INPUTS }, (_, b) => Array.from({ length: b + 1 }, (_, a) => [a, b] as const)).flat();

/**
 * Nodes with both edges on one state may have them in either order. Nodes of another order are another architecture,
 * though it may compute the same.
 */
export function nasnetEncoding({ nodes, operations }: CellChoices): Encoding<NasnetArchitecture> {
  const first: Edge = { from: 0, operation: operations[0]! };
  const cell: Cell = Array.from({ length: nodes }, () => [first, first]);
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
      normal: normal.map((node) => ordered(node, operations)),
      reduction: reduction.map((node) => ordered(node, operations)),
    }),
    isomorphic: (of) =>
      orders(of.normal).flatMap((normal) => orders(of.reduction).map((reduction) => ({ ...of, normal, reduction }))),
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

/** The edge on the earlier state first; of two on one state the one whose operation is listed first. */
function ordered([a, b]: Node, operations: readonly Operation[]): Node {
  const place = ({ from, operation }: Edge) => from * operations.length + operations.indexOf(operation);
  return place(a) <= place(b) ? [a, b] : [b, a];
}

/** Every way to write a cell down. */
function orders(cell: Cell): readonly Cell[] {
  return cell.reduce<readonly Cell[]>(
    (written, [a, b]) => {
      const ways: readonly Node[] =
        a.from === b.from && a.operation !== b.operation
          ? [
              [a, b],
              [b, a],
            ]
          : [[a, b]];
      return written.flatMap((before) => ways.map((node) => [...before, node]));
    },
    [[]],
  );
}
