import { cellKey, EDGES, type Edges, OPERATIONS } from './cell.ts';

/**
 * All encodings that compute the same graph as the given one; the first is their representative.
 *
 * Two cells are the same when, after following skips and dropping what does not reach the output, the same operations are
 * wired alike. That leaves 5,425 of the 15,625 cells. The benchmark counts 6,466, by comparing texts: it keeps
 * cells apart whose sums are only grouped differently or that end in dead edges, and takes a sum of two convolutions for
 * a doubled one.
 */
export function isomorphicCells(edges: Edges): readonly Edges[] {
  classes ??= group();
  return classes.get(edges.join())!;
}

let classes: ReadonlyMap<string, readonly Edges[]> | undefined;

function group(): ReadonlyMap<string, readonly Edges[]> {
  const byKey = Map.groupBy(allCells(), cellKey);
  return new Map([...byKey.values()].flatMap((cells) => cells.map((cell) => [cell.join(), cells] as const)));
}

/** In the order of OPERATIONS, the last edge changing fastest: the representative has `none` on its dead edges. */
function allCells(): readonly Edges[] {
  return EDGES.reduce<Edges[]>((cells) => cells.flatMap((cell) => OPERATIONS.map((op) => [...cell, op])), [[]]);
}
