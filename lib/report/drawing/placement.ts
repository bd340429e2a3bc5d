/** Something that takes room in a row: a block, or an edge that passes by. */
export interface Item {
  readonly width: number;
  /** Indices into the row above. */
  readonly above: readonly number[];
}

const GAP = 14;
const SWEEPS = 40;

/**
 * Places the items of each row side by side, in their order, near what they are connected with: each row in turn takes
 * the least-squares fit to the mean of its neighbours that keeps items apart.
 * @returns the centre of every item, by row; the smallest left edge is 0
 */
export function place(rows: readonly (readonly Item[])[]): readonly (readonly number[])[] {
  const below = rows.map((row, r) =>
    row.map((_, i) => (rows[r + 1] ?? []).flatMap(({ above }, j) => (above.includes(i) ? [j] : []))),
  );
  const centres = rows.map((row) =>
    apart(
      row.map(() => 0),
      row,
    ),
  );
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const [r, row] of rows.entries()) {
      const wished = row.map(({ above }, i) => {
        const near = [...above.map((j) => centres[r - 1]![j]!), ...below[r]![i]!.map((j) => centres[r + 1]![j]!)];
        return near.length > 0 ? near.reduce((a, b) => a + b) / near.length : centres[r]![i]!;
      });
      centres[r] = apart(wished, row);
    }
  }
  const left = Math.min(...rows.flatMap((row, r) => row.map(({ width }, i) => centres[r]![i]! - width / 2)));
  return centres.map((row) => row.map((centre) => centre - left));
}

/** The centres nearest to the wished ones, in squares, without overlap: isotonic regression by pooling neighbours. */
function apart(wished: readonly number[], row: readonly Item[]): number[] {
  let offset = 0;
  const offsets = row.map(({ width }, i) => {
    if (i > 0) offset += (row[i - 1]!.width + width) / 2 + GAP;
    return offset;
  });
  const pools: { sum: number; count: number }[] = [];
  for (const [i, wish] of wished.entries()) {
    let pool = { sum: wish - offsets[i]!, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const levels = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return levels.map((level, i) => level + offsets[i]!);
}
