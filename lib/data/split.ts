import { randomStream } from '../math/random.ts';
import { DataError } from './errors.ts';
import type { LabelledImages } from './images.ts';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof SPLITS)[number];

/** Indices of examples by split, ascending. */
export type Split = Readonly<Record<SplitName, Int32Array>>;

/**
 * Splits examples so that each class has its share in every split (stratified). Which example goes where follows from
 * the labels alone, never from a search's seed: all searches of a data set compare on the same examples.
 * @throws DataError when a class has too few examples to be in every split, or there is one class only
 */
export function stratifiedSplit(
  { labels, classes }: Pick<LabelledImages, 'labels' | 'classes'>,
  shares: { readonly validation: number; readonly test: number },
): Split {
  if (classes.length < 2) throw new DataError(`data: got ${classes.length} class; allowed: at least 2 classes`);
  const byClass = Map.groupBy(labels.keys(), (example) => labels[example]!);
  const parts = classes.map((name, label) => splitClass(name, label, byClass.get(label) ?? [], shares));
  const collect = (split: SplitName) => Int32Array.from(parts.flatMap((part) => part[split])).sort();
  return { train: collect('train'), validation: collect('validation'), test: collect('test') };
}

function splitClass(
  name: string,
  label: number,
  examples: readonly number[],
  shares: { readonly validation: number; readonly test: number },
): Readonly<Record<SplitName, readonly number[]>> {
  const shuffled = randomStream(0, 'split', label).shuffle(examples);
  const test = Math.max(1, Math.round(examples.length * shares.test));
  const validation = Math.max(1, Math.round(examples.length * shares.validation));
  if (test + validation >= examples.length) {
    throw new DataError(
      `data: got ${examples.length} examples of class ${name}; allowed: enough for train, validation (${shares.validation}) and test (${shares.test})`,
    );
  }
  return {
    test: shuffled.slice(0, test),
    validation: shuffled.slice(test, test + validation),
    train: shuffled.slice(test + validation),
  };
}
