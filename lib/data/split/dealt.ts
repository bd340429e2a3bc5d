import { randomStream } from '../../math/random.ts';
import type { Box, Labels } from '../dataset.ts';
import { DataError } from '../errors.ts';
import type { Shares, Split, SplitName } from '../split.ts';
import { type Group, sizeOf } from './groups.ts';

/**
 * Splits examples without one class each. They are put in a row, at random, images with boxes by their rarest class, and
 * dealt from it so that every beginning of the row has the shares: so has every class that is not too rare.
 * @throws DataError when there are too few examples to be in every split
 */
export function dealtSplit(groups: readonly Group[], labels: Labels, shares: Shares): Split {
  const shuffled = randomStream(0, 'split').shuffle(groups);
  const row = labels.kind === 'boxes' ? byRarestClass(shuffled, labels) : shuffled;
  const { validation = 0, test = 0 } = shares;
  const share = { train: 1 - validation - test, validation, test };
  const parts: Record<SplitName, Group[]> = { train: [], validation: [], test: [] };
  const dealt = { train: 0, validation: 0, test: 0 };
  let seen = 0;
  for (const group of row) {
    seen += group.length;
    const missing = (split: SplitName) => share[split] * seen - dealt[split];
    const split = (['train', 'test', 'validation'] as const).reduce((a, b) => (missing(b) > missing(a) ? b : a));
    parts[split].push(group);
    dealt[split] += group.length;
  }
  for (const split of ['train', 'validation', 'test'] as const) {
    if (share[split] > 0 && dealt[split] === 0) throw tooFew(groups, split, share[split]);
  }
  const collect = (split: SplitName) => Int32Array.from(parts[split].flat()).sort();
  return { train: collect('train'), validation: collect('validation'), test: collect('test') };
}

/** Stable: groups of one rarest class stay in their order. Images without boxes come last. */
function byRarestClass(groups: readonly Group[], { values }: { readonly values: readonly (readonly Box[])[] }) {
  const images = new Map<number, number>();
  for (const boxes of values)
    for (const label of new Set(boxes.map((box) => box.label))) images.set(label, (images.get(label) ?? 0) + 1);
  const rarity = (group: Group) =>
    Math.min(
      Infinity,
      ...group.flatMap((example) => values[example]!.map(({ label }) => images.get(label)! + label / 1e6)),
    );
  const keys = new Map(groups.map((group) => [group, rarity(group)]));
  return groups.toSorted((a, b) => keys.get(a)! - keys.get(b)! || 0);
}

const tooFew = (groups: readonly Group[], split: SplitName, share: number) =>
  new DataError({
    got: `${groups.length} different examples (${sizeOf(groups)} in all), none of them left for ${split}`,
    allowed: `enough for every split, ${share} of them for ${split}`,
  });
