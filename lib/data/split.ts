import type { Dataset } from './dataset.ts';
import { DataError } from './errors.ts';
import { dealtSplit } from './split/dealt.ts';
import { groupsOf } from './split/groups.ts';
import { findLeak } from './split/leaks.ts';
import { stratifiedSplit } from './split/stratified.ts';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof SPLITS)[number];

/** Indices of examples by split, ascending. */
export type Split = Readonly<Record<SplitName, Int32Array>>;

/** Shares of the examples; a split that a source gives has none. */
export type Shares = Readonly<Record<'validation' | 'test', number | undefined>>;

/** What a specification says of splits. */
export interface SplitOptions {
  /** A share, or where the split's examples are. */
  readonly validation: unknown;
  readonly test: unknown;
  readonly allowLeaks?: boolean;
}

/**
 * Which example goes where follows from the examples alone, never from a search's seed: all searches of a data set compare
 * on the same examples. Splits that the source gives are kept, a missing one is taken from its training examples: of each
 * class its share (stratified), of numbers a plain share, of images with boxes a share of those that have the rarest class,
 * then the next rarest. Equal examples stay together, so that no score is of what was trained on.
 * @throws DataError when the source's own splits share an example, or there are too few examples
 */
export function splitExamples(dataset: Dataset, { validation, test, allowLeaks }: SplitOptions): Split {
  const { labels, given } = dataset;
  const own = new Set(given);
  if (!allowLeaks) findLeak(dataset);
  const indices = (split: SplitName) =>
    Int32Array.from(dataset.contents.keys()).filter((example) => (given?.[example] ?? 'train') === split);
  const pool = indices('train');
  if (pool.length === 0) {
    throw new DataError({ got: 'no example to train on', allowed: 'examples of the training split' });
  }
  const shares = {
    validation: own.has('validation') ? undefined : (validation as number),
    test: own.has('test') ? undefined : (test as number),
  };
  const groups = groupsOf(pool, allowLeaks ? undefined : dataset.contents);
  const taken =
    labels.kind === 'classes' ? stratifiedSplit(groups, labels, shares) : dealtSplit(groups, labels, shares);
  return {
    train: taken.train,
    validation: own.has('validation') ? indices('validation') : taken.validation,
    test: own.has('test') ? indices('test') : taken.test,
  };
}
