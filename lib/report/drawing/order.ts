/** A row as the connections of its items to the row above, by item. */
export type Row<T> = readonly { readonly item: T; readonly above: readonly T[] }[];

const SWEEPS = 12;

/**
 * Orders the items of each row so that few edges cross: the barycentre heuristic, down and up (Sugiyama et al. 1981,
 * doi:10.1109/TSMC.1981.4308636), keeping the best order met. Deterministic: ties stay in their order.
 */
export function order<T>(rows: readonly Row<T>[]): readonly Row<T>[] {
  let best = rows;
  let current = rows;
  for (let sweep = 0; sweep < SWEEPS && crossings(best) > 0; sweep++) {
    current = sweep % 2 === 0 ? downwards(current) : upwards(current);
    if (crossings(current) < crossings(best)) best = current;
  }
  return best;
}

function downwards<T>(rows: readonly Row<T>[]): readonly Row<T>[] {
  const ordered: Row<T>[] = [];
  for (const row of rows) {
    const place = placesOf(ordered.at(-1) ?? []);
    ordered.push(sortBy(row, ({ above }) => meanOf(above.map((item) => place.get(item)!))));
  }
  return ordered;
}

function upwards<T>(rows: readonly Row<T>[]): readonly Row<T>[] {
  const ordered: Row<T>[] = [];
  for (const row of rows.toReversed()) {
    const below = ordered[0] ?? [];
    const readers = ({ item }: Row<T>[number]) => below.flatMap(({ above }, i) => (above.includes(item) ? [i] : []));
    ordered.unshift(sortBy(row, (entry) => meanOf(readers(entry))));
  }
  return ordered;
}

/** Pairs of edges that cross, in all rows. */
function crossings<T>(rows: readonly Row<T>[]): number {
  let total = 0;
  for (const [r, row] of rows.entries()) {
    const place = placesOf(rows[r - 1] ?? []);
    const edges = row.flatMap(({ above }, to) => above.map((item) => [place.get(item)!, to] as const));
    for (const [i, [a, b]] of edges.entries()) {
      for (const [c, d] of edges.slice(i + 1)) if ((a - c) * (b - d) < 0) total++;
    }
  }
  return total;
}

const placesOf = <T>(row: Row<T>) => new Map(row.map(({ item }, i) => [item, i]));

const meanOf = (places: readonly number[]) =>
  places.length > 0 ? places.reduce((a, b) => a + b) / places.length : undefined;

/** Items without a key keep their place. */
function sortBy<T>(row: Row<T>, keyOf: (entry: Row<T>[number]) => number | undefined): Row<T> {
  return row
    .map((entry, i) => ({ entry, key: keyOf(entry) ?? i }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ entry }) => entry);
}
