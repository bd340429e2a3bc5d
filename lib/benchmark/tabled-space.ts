import { benchmarkOrder } from '../space/nasbench201/order.ts';
import { createSpace, spaces } from '../space/registry.ts';
import type { Space } from '../space/space.ts';
import { canonicalJson } from '../trial/json.ts';
import type { JsonObject } from '../trial/trial.ts';
import { categoricalSpace } from './categorical.ts';
import { BenchmarkError } from './errors.ts';

/** An architecture, and whether the table's text is its canonical encoding. */
export interface Named {
  readonly architecture: JsonObject;
  readonly isCanonical: boolean;
  /** A choice a decision, as the table has them. */
  readonly choices: readonly number[];
}

/** A space whose architectures a table names. */
export interface TabledSpace {
  readonly space: Space;
  /** By the digits of its choices, one a decision, or by its JSON. @throws Error when the text names no architecture */
  read(text: string): Named;
  /** By the number that the space's benchmark gives it. @throws Error when there is no such number */
  readonly numbered?: (number: number) => Named;
}

/**
 * The space that `--space` names: one of the product's, or `categorical:8x3` for 8 decisions of 3 choices each.
 * @throws BenchmarkError
 */
export function tabledSpace(name: string): TabledSpace {
  const [, decisions, choices] = /^categorical:(\d+)x(\d+)$/.exec(name) ?? [];
  if (decisions && choices) return named(categorical(Number(decisions), Number(choices)));
  if (!spaces.some((space) => space.name === name)) {
    const names = spaces.map((space) => space.name).join(', ');
    throw new BenchmarkError('space', name, `${names}, or categorical:DECISIONSxCHOICES, e.g. categorical:8x3`);
  }
  return tabled(createSpace({ name }));
}

/** A space of the product, as tables name its architectures. */
export const tabled = (space: Space): TabledSpace =>
  space.name === 'nasbench201' ? numberedCells(space) : named(space);

function categorical(decisions: number, choices: number): Space {
  if (decisions < 1 || choices < 2 || choices > 10) {
    throw new BenchmarkError('space', `categorical:${decisions}x${choices}`, '1 decision or more, of 2 to 10 choices');
  }
  return categoricalSpace(Array(decisions).fill(choices));
}

const named = (space: Space): TabledSpace => ({
  space,
  read(text) {
    if (/^\d+$/.test(text)) return ofDigits(space, [...text].map(Number));
    const encoding = JSON.parse(text) as JsonObject;
    const architecture = space.parse(encoding);
    const isCanonical = canonicalJson(architecture) === canonicalJson(encoding);
    return { architecture, isCanonical, choices: space.toChoices(architecture) };
  },
});

function numberedCells(space: Space): TabledSpace {
  let order: readonly string[] | undefined;
  const cells = named(space);
  return {
    ...cells,
    numbered(number) {
      order ??= benchmarkOrder();
      const digits = order[number];
      if (digits === undefined) throw new RangeError(`allowed: whole numbers from 0 to ${order.length - 1}`);
      return cells.read(digits);
    },
  };
}

/** @throws RangeError unless there is a digit a decision, each of a choice */
function ofDigits(space: Space, digits: readonly number[]): Named {
  const fits = digits.length === space.decisions.length && digits.every((digit, i) => digit < space.decisions[i]!);
  if (!fits) throw new RangeError(`allowed: a digit a decision, each below ${space.decisions.join(', ')}`);
  const architecture = space.fromChoices(digits);
  return { architecture, isCanonical: space.toChoices(architecture).join() === digits.join(), choices: digits };
}
