import type { Block } from './blocks.ts';
import type { Column } from './columns.ts';
import { order, type Row } from './order.ts';
import { place } from './placement.ts';

/** Sizes of a drawing, in its own units. */
export const SIZE = { box: 36, circle: 22, passing: 10, gap: 24, groupGap: 20, point: 6 } as const;

export interface PlacedBlock {
  readonly block: Block;
  /** Centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedColumn {
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly PlacedBlock[];
  /** Where the line from the column before comes in. */
  readonly entry?: Point;
  /** Path data, from the top down. */
  readonly edges: readonly string[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What stands in a row: a block, the entry, or an edge on its way from a higher row to a lower one. */
interface Item {
  readonly row: number;
  readonly width: number;
  readonly height: number;
  readonly block?: Block;
  /** The items of the row above that it is connected with. */
  readonly above: Item[];
}

export const isCircle = ({ label }: Block): boolean => label === 'add' || label === 'scale';

export interface LayoutOptions {
  /** The same for all boxes. */
  readonly boxWidth: number;
  /** Groups that get a name, and room for it. */
  readonly named: ReadonlySet<string>;
}

/** Positions in one column. */
export function layoutColumn(column: Column, { boxWidth, named }: LayoutOptions): PlacedColumn {
  const rows = order(itemRows(column, boxWidth).map(toRow));
  const centres = place(
    rows.map((row, r) =>
      row.map(({ item, above }) => ({
        width: item.width,
        above: above.map((other) => rows[r - 1]!.findIndex((entry) => entry.item === other)),
      })),
    ),
  );
  const tops = topsOf(
    rows.map((row) => row.map(({ item }) => item)),
    named,
  );
  const at = new Map(rows.flatMap((row, r) => row.map(({ item }, i) => [item, centres[r]![i]!] as const)));
  const items = [...at.keys()];
  const middle = ({ row }: Item) => tops[row]!.top + tops[row]!.height / 2;
  const source = items.find(({ row, block }) => row === 0 && !block);
  return {
    width: Math.max(...items.map((item) => at.get(item)! + item.width / 2)),
    height: tops.at(-1)!.top + tops.at(-1)!.height,
    blocks: items.flatMap((item) => {
      const { block, width, height } = item;
      return block ? [{ block, x: at.get(item)!, y: middle(item), width, height }] : [];
    }),
    ...(source && column.source !== undefined && { entry: { x: at.get(source)!, y: middle(source) } }),
    edges: items.flatMap((item) => (item.block ? item.above.map((from) => edgePath(item, from, at, tops)) : [])),
  };
}

const toRow = (items: readonly Item[]): Row<Item> => items.map((item) => ({ item, above: item.above }));

/** Rows of items; an edge over several rows becomes one passing item in each row between. */
function itemRows({ rows, source }: Column, boxWidth: number): readonly (readonly Item[])[] {
  const entry: Item = { row: 0, width: SIZE.point, height: SIZE.point, above: [] };
  const placed: Item[][] = source === undefined ? [] : [[entry]];
  const itemOf = new Map<string, Item>(source === undefined ? [] : [[source, entry]]);
  const passing = new Map<string, Item>();
  const reach = (id: string, row: number): Item => {
    const from = itemOf.get(id)!;
    if (from.row === row) return from;
    const key = `${row} ${id}`;
    const known = passing.get(key);
    if (known) return known;
    const item: Item = { row, width: SIZE.passing, height: 0, above: [reach(id, row - 1)] };
    placed[row]!.push(item);
    passing.set(key, item);
    return item;
  };
  for (const blocks of rows) {
    const row = placed.length;
    const items = blocks.map((block): Item => {
      const size = isCircle(block)
        ? { width: SIZE.circle, height: SIZE.circle }
        : { width: boxWidth, height: SIZE.box };
      return { row, ...size, block, above: [...new Set(block.inputs)].map((id) => reach(id, row - 1)) };
    });
    placed.push(items);
    for (const item of items) itemOf.set(item.block!.id, item);
  }
  return placed;
}

interface Band {
  readonly top: number;
  readonly height: number;
}

/** Where each row begins and how high it is; more room where another group begins, for its name. */
function topsOf(rows: readonly (readonly Item[])[], named: ReadonlySet<string>): readonly Band[] {
  let y = 0;
  const groupOf = (row: readonly Item[] | undefined) =>
    row?.flatMap(({ block }) => (block && named.has(block.group) ? [block.group] : []))[0];
  return rows.map((row, r) => {
    const height = Math.max(...row.map((item) => item.height));
    if (groupOf(row) !== groupOf(rows[r - 1])) y += SIZE.groupGap;
    const top = y;
    y += height + SIZE.gap;
    return { top, height };
  });
}

/** Straight down through the rows it passes, in a curve between rows. */
function edgePath(to: Item, from: Item, at: ReadonlyMap<Item, number>, bands: readonly Band[]): string {
  const stations = [to, from];
  while (!stations.at(-1)!.block && stations.at(-1)!.above.length > 0) stations.push(stations.at(-1)!.above[0]!);
  const [first, ...rest] = stations.toReversed();
  const middle = ({ row }: Item) => bands[row]!.top + bands[row]!.height / 2;
  let y = round(middle(first!) + first!.height / 2);
  let path = `M${round(at.get(first!)!)} ${y}`;
  let x = at.get(first!)!;
  for (const item of rest) {
    const band = bands[item.row]!;
    const next = at.get(item)!;
    const end = round(item.block ? middle(item) - item.height / 2 : band.top);
    const bend = round((y + Math.min(end, band.top)) / 2);
    path += `C${round(x)} ${bend} ${round(next)} ${bend} ${round(next)} ${round(Math.min(end, band.top))}`;
    if (item.block && end > band.top) path += `V${end}`;
    if (!item.block) path += `V${round(band.top + band.height)}`;
    y = item.block ? end : round(band.top + band.height);
    x = next;
  }
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;
