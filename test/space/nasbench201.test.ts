import { describe, expect, it } from 'vitest';
import { readTable, TABLE, tableIsPresent } from '../../bench/nasbench201-table.ts';
import { randomStream } from '../../lib/math/random.ts';
import { counts } from '../../lib/network/counts.ts';
import { initialWeights } from '../../lib/network/initialise.ts';
import { inferShapes } from '../../lib/network/shapes.ts';
import {
  cellKey,
  cellTerms,
  EDGES,
  type Edges,
  liveTerms,
  OPERATIONS,
  type Operation,
  type Term,
} from '../../lib/space/nasbench201/cell.ts';
import { nasbench201 } from '../../lib/space/nasbench201/definition.ts';
import { isomorphicCells } from '../../lib/space/nasbench201/isomorphism.ts';
import { benchmarkOrder } from '../../lib/space/nasbench201/order.ts';
import type { Problem } from '../../lib/space/space.ts';
import { spaceSuite } from '../suites/space.ts';

const space = nasbench201.create({});
const CLASSES = 5425;
const cell = (text: string): Edges => {
  const names = { '-': 'none', s: 'skip_connect', 1: 'nor_conv_1x1', 3: 'nor_conv_3x3', p: 'avg_pool_3x3' } as const;
  return [...text].map((letter) => names[letter as keyof typeof names]);
};
const valid = { space: 'nasbench201', edges: cell('3s13p-') };

spaceSuite({
  name: 'nasbench201',
  create: () => space,
  enumerable: { create: () => space, ids: CLASSES },
  invalid: [
    {
      case: 'an unknown operation',
      value: { ...valid, edges: ['conv', ...valid.edges.slice(1)] },
      field: 'architecture.edges[0]',
    },
    { case: 'five edges', value: { ...valid, edges: valid.edges.slice(1) }, field: 'architecture.edges' },
    { case: 'another space', value: { ...valid, space: 'mobile' }, field: 'architecture.space' },
    { case: 'an unknown field', value: { ...valid, colour: 1 }, field: 'colour' },
  ],
});

describe('nasbench201 cells', () => {
  it('are 15,625 encodings', () => expect(space.size).toBe(15625n));

  it.each([
    ['a dead end', '31-s--', '---s--'],
    ['skips around a node', 's-3--s', '-3---s'],
    ['relabelled nodes', '3--ss-', '-3-s-s'],
    ['nothing arrives', '333---', '------'],
  ])('%s: %s is %s', (_, a, b) => expect(cellKey(cell(a))).toBe(cellKey(cell(b))));

  it.each([
    ['one convolution used twice and two convolutions', '3-s-ss', '33--ss'],
    ['a sum and one of its terms', '3--ss-', '3---s-'],
  ])('%s differ: %s and %s', (_, a, b) => expect(cellKey(cell(a))).not.toBe(cellKey(cell(b))));

  it('are equal exactly when their graphs are isomorphic', () => {
    const keyOfGraph = new Map<string, string>();
    const seen = new Set<string>();
    for (const members of classes()) {
      const graphs = new Set(members.map(graph));
      expect(graphs.size, `${members}`).toBe(1);
      const [key] = graphs;
      expect(keyOfGraph.get(key!), `${members[0]}`).toBeUndefined();
      keyOfGraph.set(key!, cellKey(members[0]!));
      seen.add(members[0]!.join());
    }
    expect(seen.size).toBe(CLASSES);
  });

  it('have one network for each id, also when nothing reaches the output', () => {
    const nothing = space.network(space.parse({ ...valid, edges: cell('333---') }), {
      task: 'classification',
      input: [8, 8, 3],
      classes: 2,
    });
    expect(nothing.nodes.filter(({ layer }) => layer.op === 'zero')).toHaveLength(3);
    const doubled = space.network(space.parse({ ...valid, edges: cell('3-s-ss') }), {
      task: 'classification',
      input: [8, 8, 3],
      classes: 2,
    });
    const add = doubled.nodes.find(({ id }) => id === 'stage0/cell0/add')!;
    expect(add.inputs).toEqual([add.inputs[0], add.inputs[0]]);
  });
});

describe('nasbench201 networks in training', () => {
  const problem: Problem = { task: 'classification', input: [32, 32, 3], classes: 10 };
  const network = (options: object) => {
    const of = nasbench201.create(options);
    return of.network(of.parse(valid), problem);
  };
  const paper = { channels: 16, cells: 5, stemStride: 1 };

  it('drop before the classifier, and the branches of the residual blocks', () => {
    const { nodes } = network(paper);
    expect(nodes.find(({ id }) => id === 'head/dense')!.inputs).toEqual(['head/dropout']);
    const shares = nodes.flatMap(({ layer }) => (layer.op === 'dropPath' ? [layer.share] : []));
    expect(shares).toEqual([1 / 2, 1]);
  });

  it('have an auxiliary classifier where the space is told so, as in DARTS after the layer at two thirds', () => {
    expect(network(paper).auxiliary).toBeUndefined();
    const { nodes, auxiliary, ...rest } = network({ ...paper, auxiliary: true });
    expect(inferShapes({ nodes, auxiliary: auxiliary!, ...rest }).get(auxiliary!)).toEqual([10]);
    // 17 layers of cells and residual blocks; two thirds of 17 is 11, which is the second residual block.
    const layers = [...new Set(nodes.flatMap(({ id }) => /^stage\d\/\w+/.exec(id) ?? []))];
    expect(layers).toHaveLength(17);
    const reads = nodes.find(({ id }) => id === 'auxiliary/relu')!.inputs[0]!;
    expect(reads.startsWith(`${layers[Math.floor((2 * 17) / 3)]}/`)).toBe(true);
    expect(nodes.findLastIndex(({ id }) => id.startsWith('stage1'))).toBeLessThan(
      nodes.findIndex(({ id }) => id === reads),
    );
  });

  it('cost with an auxiliary classifier what they cost without, and begin with the same weights', () => {
    const [plain, helped] = [network(paper), network({ ...paper, auxiliary: true })];
    expect(counts(helped)).toEqual(counts(plain));
    const [weights, more] = [plain, helped].map((of) => initialWeights(of, randomStream(1, 'weights')));
    for (const [name, values] of weights!) expect(more!.get(name)).toEqual(values);
    expect(more!.size).toBeGreaterThan(weights!.size);
  });
});

describe.skipIf(!tableIsPresent)(`nasbench201 cells against the benchmark (needs ${TABLE})`, () => {
  const rows = tableIsPresent ? [...readTable().values()] : [];

  it('are grouped by the benchmark as its own text rule groups them, into 6,466', () => {
    const { mixed, groups } = compare(({ edges }) => benchmarkText(edges));
    expect({ mixed, groups }).toEqual({ mixed: 0, groups: 6466 });
    expect(compare(({ edges }) => benchmarkText(edges), true).mixed).toBe(0);
  });

  it('are grouped by graph into 5,425: some join groups of the benchmark, some split them', () => {
    expect(compare(({ edges }) => cellKey(edges))).toEqual({ groups: CLASSES, mixed: 721 });
    expect(compare(({ edges }) => cellKey(edges), true)).toEqual({ groups: 6466, mixed: 644 });
  });

  /** How many groups one rule makes, and how many of them the other rule would divide. */
  function compare(rule: (row: (typeof rows)[number]) => string, swap = false) {
    const [one, other] = swap
      ? [({ representative }: (typeof rows)[number]) => `${representative}`, rule]
      : [rule, ({ representative }: (typeof rows)[number]) => `${representative}`];
    const groups = [...Map.groupBy(rows, one).values()];
    return { groups: groups.length, mixed: groups.filter((group) => new Set(group.map(other)).size > 1).length };
  }
});

/** The benchmark's `to_unique_str(consider_zero=True)`: sums stay grouped as they are, and `#+#` is not `#`. */
function benchmarkText(edges: Edges): string {
  const nodes = ['0'];
  for (const node of [1, 2, 3]) {
    const terms = EDGES.flatMap(([to, from], i) => (to === node ? [apply(edges[i]!, nodes[from]!)] : []));
    nodes[node] = terms.sort().join('+');
  }
  return nodes[3]!;
  function apply(operation: Operation, input: string) {
    if (operation === 'none' || input === '#') return '#';
    return operation === 'skip_connect' ? input : `(${input})@${operation}`;
  }
}

function classes(): readonly (readonly Edges[])[] {
  const letters = ['-', 's', '1', '3', 'p'];
  const texts = EDGES.reduce((all) => all.flatMap((text) => letters.map((letter) => text + letter)), ['']);
  return [...new Set(texts.map((text) => isomorphicCells(cell(text))))];
}

/**
 * The graph of live operations, the least text over all numberings: equal exactly when two graphs are isomorphic.
 * Only terms with the same expression can stand for each other, so only they change numbers.
 */
function graph(edges: Edges): string {
  const output = cellTerms(edges);
  const terms = [...liveTerms(output)];
  const alike = [...Map.groupBy(terms, ({ text }) => text).values()];
  const numberings = alike.reduce<Map<Term, number>[]>(
    (all, group) =>
      all.flatMap((known) =>
        permutations(group.length).map(
          (order) => new Map([...known, ...group.map((term, i) => [term, order[i]!] as const)]),
        ),
      ),
    [new Map()],
  );
  const texts = numberings.map((numbers) => {
    const name = (term: Term) => `${term.text}#${numbers.get(term)}`;
    const sum = (operands: readonly Term[]) => operands.map(name).sort().join('+');
    const lines = terms.map((term) => `${name(term)}=${sum(term.operands)}`).sort();
    return `${lines.join(' ')} out=${sum(output)}`;
  });
  return texts.sort()[0]!;
}

function permutations(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((rest) =>
    Array.from({ length: count }, (_, i) => [...rest.slice(0, i), count - 1, ...rest.slice(i)]),
  );
}

describe('the order of the benchmark', () => {
  const order = benchmarkOrder();
  const named = (text: string) => {
    const edges = [...text].map((digit) => OPERATIONS[Number(digit)]!);
    return space.describe({ space: 'nasbench201', edges });
  };

  it('has every cell once', () => expect(new Set(order).size).toBe(5 ** 6));

  /** What the authors' script holds itself to. */
  it.each([
    [0, '|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|'],
    [9, '|avg_pool_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_3x3~2|'],
  ])('has number %d where the authors have it', (number, text) => expect(named(order[number]!)).toBe(text));

  it.skipIf(!tableIsPresent)(`is the order of the rows of ${TABLE}`, () => {
    const digits = [...readTable().values()].map(({ edges }) => edges.map((edge) => OPERATIONS.indexOf(edge)).join(''));
    expect(digits).toEqual(order);
  });
});
