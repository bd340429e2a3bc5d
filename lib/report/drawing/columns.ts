import type { Block } from './blocks.ts';

/** Blocks that stand above each other; what the next column goes on from is its `source`. */
export interface Column {
  /** By row, from the top. */
  readonly rows: Rows;
  /** Id of the block of the column before, drawn as a point above the rows; undefined in the first column. */
  readonly source?: string;
}

type Rows = readonly (readonly Block[])[];

/** About how many rows a column has. */
const ROWS = 12;
/** What breaking a group apart costs: as much as a column that is three rows too long. */
const BROKEN_GROUP = 3 ** 2;

/** Each block stands below everything that it reads; a deep network is broken into columns where one line holds it. */
export function columnsOf(blocks: readonly Block[]): readonly Column[] {
  const rows = rowsOf(blocks);
  const ends = breaks(rows, Math.ceil(rows.length / ROWS));
  return ends.map((end, i) => {
    const from = i === 0 ? 0 : ends[i - 1]! + 1;
    return { rows: rows.slice(from, end + 1), ...(from > 0 && { source: rows[from - 1]![0]!.id }) };
  });
}

function rowsOf(blocks: readonly Block[]): Rows {
  const rowOf = new Map<string, number>();
  for (const { id, inputs } of blocks) rowOf.set(id, 1 + Math.max(-1, ...inputs.map((input) => rowOf.get(input)!)));
  const rows = Map.groupBy(blocks, ({ id }) => rowOf.get(id)!);
  return Array.from({ length: rows.size }, (_, row) => rows.get(row)!);
}

interface Plan {
  readonly ends: readonly number[];
  readonly cost: number;
}

/** Last row of each of `count` columns, or of fewer: as equally long as can be, groups kept together. */
function breaks(rows: Rows, count: number): readonly number[] {
  const last = rows.length - 1;
  const wished = rows.length / count;
  let plans = new Map<number, Plan>([[-1, { ends: [], cost: 0 }]]);
  let best: Plan = { ends: [last], cost: Number.POSITIVE_INFINITY };
  const cuts = [...cutsOf(rows), last];
  for (let column = 0; column < count; column++) {
    const next = new Map<number, Plan>();
    for (const end of cuts) {
      for (const [from, { ends, cost }] of plans) {
        if (from >= end) continue;
        const broken = end < last && breaksGroup(rows, end) ? BROKEN_GROUP : 0;
        const plan = { ends: [...ends, end], cost: cost + (end - from - wished) ** 2 + broken };
        if (plan.cost < (next.get(end)?.cost ?? Number.POSITIVE_INFINITY)) next.set(end, plan);
      }
    }
    plans = next;
    const whole = plans.get(last);
    if (whole && whole.cost < best.cost) best = whole;
  }
  return best.ends;
}

const breaksGroup = (rows: Rows, row: number) =>
  rows[row + 1]!.some(({ group }) => group !== '' && group === rows[row]![0]!.group);

/** Rows of one block that every path from above goes through, the last row left out. */
function cutsOf(rows: Rows): readonly number[] {
  const rowOf = new Map(rows.flatMap((blocks, row) => blocks.map(({ id }) => [id, row] as const)));
  const edges = rows.flatMap((blocks, row) =>
    blocks.flatMap(({ inputs }) => inputs.map((input) => [rowOf.get(input)!, row] as const)),
  );
  return rows.slice(0, -1).flatMap((blocks, row) => {
    const passed = edges.some(([from, to]) => from < row && to > row);
    return blocks.length === 1 && !passed ? [row] : [];
  });
}
