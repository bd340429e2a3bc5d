import { randomStream } from '../../math/random.ts';
import type { Labels } from '../dataset.ts';
import { DataError } from '../errors.ts';
import type { Shares, Split, SplitName } from '../split.ts';
import { type Group, sizeOf } from './groups.ts';

type Classes = Pick<Extract<Labels, { kind: 'classes' }>, 'classes' | 'values'>;
type Parts = Readonly<Record<SplitName, readonly Group[]>>;

/**
 * Splits examples so that each class has its share in every split. A group counts as of the class of its first example.
 * @throws DataError when a class has too few examples to be in every split, or there is one class only
 */
export function stratifiedSplit(groups: readonly Group[], { classes, values }: Classes, shares: Shares): Split {
  if (classes.length < 2) throw new DataError({ got: `${classes.length} class`, allowed: 'at least 2 classes' });
  const byClass = Map.groupBy(groups, ([first]) => values[first!]!);
  const parts = classes.map((name, label) => splitClass(name, label, byClass.get(label) ?? [], shares));
  const collect = (split: SplitName) => Int32Array.from(parts.flatMap((part) => part[split].flat())).sort();
  return { train: collect('train'), validation: collect('validation'), test: collect('test') };
}

function splitClass(name: string, label: number, groups: readonly Group[], shares: Shares): Parts {
  const shuffled = randomStream(0, 'split', label).shuffle(groups);
  const several = shuffled.filter(({ length }) => length > 1).toSorted((a, b) => b.length - a.length);
  const singles = shuffled.filter(({ length }) => length === 1);
  const quota = (share: number | undefined) =>
    share === undefined ? 0 : Math.max(1, Math.round(sizeOf(groups) * share));
  const wanted = { test: quota(shares.test), validation: quota(shares.validation) };
  const parts = fill(placeLargest(several, sizeOf(groups), wanted), singles, wanted);
  const isEmpty = (split: SplitName) => parts[split].length === 0 && (split === 'train' || wanted[split] > 0);
  if (isEmpty('train') || isEmpty('validation') || isEmpty('test')) throw tooFew(name, groups, shares);
  return parts;
}

/** Groups of more than one example, the largest first, each to where most is missing. */
function placeLargest(groups: readonly Group[], all: number, wanted: Record<'test' | 'validation', number>): Parts {
  const parts: Record<SplitName, Group[]> = { train: [], validation: [], test: [] };
  const quotas = { ...wanted, train: all - wanted.test - wanted.validation };
  const missing = (split: SplitName) => quotas[split] - sizeOf(parts[split]);
  const splits = (['train', 'validation', 'test'] as const).filter((split) => quotas[split] > 0);
  for (const group of groups) parts[splits.reduce((a, b) => (missing(b) > missing(a) ? b : a))].push(group);
  return parts;
}

/** Examples of their own: first what the test split lacks, then the validation split, the rest to train on. */
function fill(parts: Parts, singles: readonly Group[], wanted: Record<'test' | 'validation', number>): Parts {
  const lack = (split: 'test' | 'validation') => Math.max(0, wanted[split] - sizeOf(parts[split]));
  const [forTest, forValidation] = [lack('test'), lack('validation')];
  const both = forTest + forValidation;
  // Where there are too few for both, each has its part of them.
  const test = both > singles.length ? Math.floor((singles.length * forTest) / both) : forTest;
  const validation = Math.min(forValidation, singles.length - test);
  return {
    test: [...parts.test, ...singles.slice(0, test)],
    validation: [...parts.validation, ...singles.slice(test, test + validation)],
    train: [...parts.train, ...singles.slice(test + validation)],
  };
}

function tooFew(name: string, groups: readonly Group[], { validation, test }: Shares): DataError {
  const parts = [
    'train',
    ...(validation === undefined ? [] : [`validation (${validation})`]),
    ...(test === undefined ? [] : [`test (${test})`]),
  ];
  const all = sizeOf(groups);
  const equal = all > groups.length ? `, only ${groups.length} of them different` : '';
  const remedy = equal && '; with allowLeaks: true equal ones may be apart';
  return new DataError({
    got: `${all} examples of class ${name}${equal}`,
    allowed: `enough for ${parts.join(', ')}${remedy}`,
  });
}
