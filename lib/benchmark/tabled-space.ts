import { OPERATIONS } from '../space/nasbench201/cell.ts';
import { createSpace, spaces } from '../space/registry.ts';
import type { Space } from '../space/space.ts';
import type { JsonObject } from '../trial/trial.ts';
import { categoricalSpace } from './categorical.ts';
import { BenchmarkError } from './errors.ts';

/** An architecture and its encoding as the table has it, which need not be the canonical one. */
export interface Named {
  readonly architecture: JsonObject;
  readonly encoding: JsonObject;
}

/** A space whose architectures a table names. */
export interface TabledSpace {
  readonly space: Space;
  /** @throws Error when the text names no architecture */
  read(text: string): Named;
}

/** How tables write architectures of a space: each decision's choice as a digit. */
const DIGITS: Readonly<Record<string, { read(digits: readonly number[]): unknown }>> = {
  nasbench201: {
    read: (digits) => ({ space: 'nasbench201', edges: digits.map((digit) => OPERATIONS[digit]) }),
  },
};

/**
 * The space that `--space` names: one of the product's, or `categorical:8x3` for 8 decisions of 3 choices each.
 * Tables name an architecture by digits where the space has them, else by its JSON.
 * @throws BenchmarkError
 */
export function tabledSpace(name: string): TabledSpace {
  const [, decisions, choices] = /^categorical:(\d+)x(\d+)$/.exec(name) ?? [];
  if (decisions && choices) return categorical(Number(decisions), Number(choices));
  if (!spaces.some((space) => space.name === name)) {
    const names = spaces.map((space) => space.name).join(', ');
    throw new BenchmarkError('space', name, `${names}, or categorical:DECISIONSxCHOICES, e.g. categorical:8x3`);
  }
  const space = createSpace({ name });
  const digits = DIGITS[name];
  return named(space, (text) => (digits && /^\d+$/.test(text) ? digits.read([...text].map(Number)) : JSON.parse(text)));
}

function categorical(decisions: number, choices: number): TabledSpace {
  if (decisions < 1 || choices < 2 || choices > 10) {
    throw new BenchmarkError('space', `categorical:${decisions}x${choices}`, '1 decision or more, of 2 to 10 choices');
  }
  const space = categoricalSpace(Array(decisions).fill(choices));
  return named(space, (text) => ({ space: 'categorical', choices: [...text].map(Number) }));
}

const named = (space: Space, encodingOf: (text: string) => unknown): TabledSpace => ({
  space,
  read: (text) => {
    const encoding = encodingOf(text) as JsonObject;
    return { architecture: space.parse(encoding), encoding };
  },
});
