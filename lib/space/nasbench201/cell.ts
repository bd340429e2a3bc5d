/** Operations of the NAS-Bench-201 cell, named and ordered as in the benchmark (arXiv:2001.00326). */
export const OPERATIONS = ['none', 'skip_connect', 'nor_conv_1x1', 'nor_conv_3x3', 'avg_pool_3x3'] as const;

export type Operation = (typeof OPERATIONS)[number];

/** `[to, from]` of each edge: every node is the sum of its operations on all nodes before it. Node 0 is the input, 3 the output. */
export const EDGES = [
  [1, 0],
  [2, 0],
  [2, 1],
  [3, 0],
  [3, 1],
  [3, 2],
] as const;

/** One operation an edge, in the order of EDGES. */
export type Edges = readonly Operation[];

/** An operation of the cell at work; the cell's own input has no operation. */
export interface Term {
  readonly operation: Operation | 'input';
  /** Its input is their sum. */
  readonly operands: readonly Term[];
  /** The expression as text, sums sorted. */
  readonly text: string;
}

const INPUT: Term = { operation: 'input', operands: [], text: 'x' };

/**
 * What the cell computes: its output is the sum of the returned terms, and nothing when there are none.
 * Skips are followed, `none` and operations on nothing are dropped, so that only live operations are left.
 * A term that reaches the output on two ways is there twice, as the same object.
 */
export function cellTerms(edges: Edges): readonly Term[] {
  const nodes: (readonly Term[])[] = [[INPUT]];
  for (const node of [1, 2, 3]) {
    nodes[node] = EDGES.flatMap(([to, from], i) => (to === node ? apply(edges[i]!, nodes[from]!) : []));
  }
  return nodes[3]!;
}

function apply(operation: Operation, operands: readonly Term[]): readonly Term[] {
  if (operation === 'none' || operands.length === 0) return [];
  if (operation === 'skip_connect') return operands;
  return [{ operation, operands, text: `${operation}(${sumText(operands)})` }];
}

const sumText = (terms: readonly Term[]) =>
  terms
    .map(({ text }) => text)
    .sort()
    .join('+');

/** All operations at work, operands before the terms that use them. */
export function liveTerms(output: readonly Term[]): ReadonlySet<Term> {
  const live = new Set<Term>();
  const visit = (term: Term) => {
    term.operands.forEach(visit);
    live.add(term);
  };
  output.forEach(visit);
  return live;
}

/** Equal for two cells when they compute the same graph: the same expression from the same operations. */
export function cellKey(edges: Edges): string {
  const output = cellTerms(edges);
  return `${sumText(output)} of ${sumText([...liveTerms(output)])}`;
}
