import type { Labels } from './dataset.ts';
import { DataError } from './errors.ts';
import type { SplitName } from './split.ts';

/** More are no classes: they are numbers, texts or ids. */
const MAX_CLASSES = 1000;

/** Labels as a source has them. */
export interface NamedLabels {
  /** Of the specification. */
  readonly field: string;
  /** One for each example. */
  readonly names: readonly string[];
  readonly given?: readonly SplitName[] | undefined;
  place(example: number): string;
}

/**
 * Names of classes as positions among those of the training split: whole numbers in ascending order, other names by code
 * units.
 * @throws DataError where another split has a class that the training split lacks, or for too many classes
 */
export function classLabels({ field, names, given, place }: NamedLabels): Extract<Labels, { kind: 'classes' }> {
  const classes = inOrder(new Set(given ? names.filter((_, example) => given[example] === 'train') : names));
  if (classes.length > MAX_CLASSES) {
    const allowed = `at most ${MAX_CLASSES}; numbers to predict are task: regression`;
    throw new DataError({ field, got: `${classes.length} classes`, allowed });
  }
  const positions = new Map(classes.map((name, position) => [name, position]));
  const values = Int32Array.from(names, (name, example) => {
    const position = positions.get(name);
    if (position === undefined) {
      const got = `class ${name} in the ${given![example]} split`;
      throw new DataError({
        field,
        place: place(example),
        got,
        allowed: `classes of the training split: ${some(classes)}`,
      });
    }
    return position;
  });
  return { kind: 'classes', classes, values };
}

function inOrder(names: ReadonlySet<string>): readonly string[] {
  const isWhole = [...names].every((name) => /^-?\d{1,15}$/.test(name));
  return isWhole ? [...names].sort((a, b) => Number(a) - Number(b)) : [...names].sort();
}

const SHOWN = 10;

/** A few of many, for messages. */
export const some = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more` : names.join(', ');
