import type { Dataset } from '../dataset.ts';
import { DataError } from '../errors.ts';
import type { SplitName } from '../split.ts';

/** @throws DataError naming two equal examples in different splits of the source */
export function findLeak({ given, contents, place }: Pick<Dataset, 'given' | 'contents' | 'place'>): void {
  const leaks = leaksOf({ given, contents });
  const [first] = leaks;
  if (!first) return;
  const [a, b] = first;
  throw new DataError({
    got: `${leaks.length} examples that are in two splits, the first ${place(a)} (${given![a]}) and ${place(b)} (${given![b]})`,
    allowed: 'examples that are in one split each; with allowLeaks: true they are kept',
  });
}

/** Pairs of equal examples in different splits: each example with the first one like it in another split. */
export function leaksOf({
  given,
  contents,
}: Pick<Dataset, 'given' | 'contents'>): readonly (readonly [number, number])[] {
  if (!given) return [];
  const first = new Map<string, Map<SplitName, number>>();
  return contents.flatMap((content, example) => {
    const seen = first.get(content) ?? new Map<SplitName, number>();
    first.set(content, seen);
    const other = seen.entries().find(([split]) => split !== given[example]);
    if (!seen.has(given[example]!)) seen.set(given[example]!, example);
    return other ? [[other[1], example] as const] : [];
  });
}
