import { z } from 'zod';
import type { RandomStream } from '../math/random.ts';
import { canonicalJson } from '../trial/json.ts';
import type { JsonValue } from '../trial/trial.ts';
import { parseArchitecture } from './parse.ts';
import type { Space } from './space.ts';

/** Values of the choices that matter, by key. */
export type Choices = Readonly<Record<string, JsonValue>>;

export type ConditionalArchitecture = { readonly space: string; readonly choices: Choices };

/** Choices of which some matter only where others have certain values. */
export interface Conditional {
  /** Of the space. */
  readonly name: string;
  /** Every choice there is, and what it may be. */
  readonly all: ReadonlyMap<string, readonly JsonValue[]>;
  /** Asks for the choices that matter, as the values of those asked before have it. */
  ask(valueAt: (key: string) => JsonValue): void;
}

type Moves = Pick<
  Space<ConditionalArchitecture>,
  | 'size'
  | 'sample'
  | 'mutate'
  | 'crossover'
  | 'neighbours'
  | 'encode'
  | 'decisions'
  | 'fromChoices'
  | 'toChoices'
  | 'canonical'
  | 'parse'
>;

/** Ways to set what a change brings in; where there are more, it is brought in with the first values. */
const MOST_WAYS = 64;

/**
 * How to move among architectures whose choices depend on each other. A choice that does not matter is not kept. Two
 * architectures are neighbours when they differ in one choice that matters to both, agree in the others that do, and what
 * matters to one alone has its first value or could be set in MOST_WAYS ways at most.
 */
export function conditionalMoves({ name: space, all, ask }: Conditional): Moves {
  const keys = [...all.keys()];
  const first = (key: string) => all.get(key)![0]!;

  /** What is asked for, in order. */
  function mattering(valueAt: (key: string) => JsonValue): ConditionalArchitecture {
    const choices: Record<string, JsonValue> = {};
    ask((key) => {
      if (!Object.hasOwn(choices, key)) choices[key] = valueAt(key);
      return choices[key]!;
    });
    return { space, choices };
  }

  const canonical = ({ choices }: ConditionalArchitecture) => mattering((key) => choices[key] ?? first(key));

  /** Architectures with these values, and any of what else then matters; undefined when there are more than MOST_WAYS. */
  function ways(fixed: Readonly<Record<string, JsonValue>>): readonly ConditionalArchitecture[] | undefined {
    const open = [fixed];
    const complete: ConditionalArchitecture[] = [];
    for (const values of open) {
      const architecture = mattering((key) => values[key] ?? first(key));
      const unset = Object.keys(architecture.choices).find((key) => values[key] === undefined);
      if (unset === undefined) complete.push(architecture);
      else open.push(...all.get(unset)!.map((value) => ({ ...values, [unset]: value })));
      if (complete.length > MOST_WAYS || open.length > 4 * MOST_WAYS * keys.length) return undefined;
    }
    return complete;
  }

  /** Architectures that a change of one choice leads to; without the way back they are no neighbours. */
  function changed(of: ConditionalArchitecture, key: string, value: JsonValue): readonly ConditionalArchitecture[] {
    const fixed = { ...of.choices, [key]: value };
    const plain = canonical({ space, choices: fixed });
    const others = ways(fixed) ?? [plain];
    const lost = Object.keys(of.choices).filter((other) => plain.choices[other] === undefined);
    if (lost.every((other) => same(of.choices[other]!, first(other)))) return others;
    return others.filter((other) => ways({ ...other.choices, [key]: of.choices[key]! }) !== undefined);
  }

  function changes(of: ConditionalArchitecture): readonly (readonly ConditionalArchitecture[])[] {
    return Object.entries(of.choices)
      .map(([key, current]) =>
        all
          .get(key)!
          .filter((value) => !same(value, current))
          .flatMap((value) => changed(of, key, value)),
      )
      .filter((group) => group.length > 0);
  }

  const toChoices = (of: ConditionalArchitecture) =>
    keys.map((key) => {
      const value = of.choices[key];
      return value === undefined ? 0 : all.get(key)!.findIndex((other) => same(other, value));
    });

  const schema: z.ZodType<ConditionalArchitecture> = z.strictObject({
    space: z.literal(space),
    choices: z.strictObject(
      Object.fromEntries([...all].map(([key, values]) => [key, oneOf(values).optional()] as const)),
    ),
  }) as never;

  return {
    size: keys.reduce((product, key) => product * BigInt(all.get(key)!.length), 1n),
    sample: (random) => mattering((key) => random.pick(all.get(key)!)),
    mutate: (parent, random) => random.pick(random.pick(changes(parent))),
    crossover: (a, b, random: RandomStream) =>
      mattering((key) => {
        const [one, other] = random.pick([
          [a, b],
          [b, a],
        ]) as [ConditionalArchitecture, ConditionalArchitecture];
        return one.choices[key] ?? other.choices[key] ?? first(key);
      }),
    neighbours: (of) => changes(of).flat(),
    encode: (of) => keys.flatMap((key) => all.get(key)!.map((value) => (same(value, of.choices[key] ?? null) ? 1 : 0))),
    decisions: keys.map((key) => all.get(key)!.length),
    fromChoices: (list) => {
      const choices = Object.fromEntries(keys.map((key, i) => [key, all.get(key)![list[i]!]!]));
      return canonical({ space, choices });
    },
    toChoices,
    canonical,
    parse: (value) => canonical(parseArchitecture(schema, value)),
  };
}

/** One line for a person, each choice under its name. */
export const describeChoices = (choices: Choices, nameOf: (key: string) => string = (key) => key): string =>
  Object.entries(choices)
    .map(([key, value]) => `${nameOf(key)}=${JSON.stringify(value)}`)
    .join(' ');

const oneOf = (values: readonly JsonValue[]) =>
  z.json().refine((value) => values.some((other) => same(value, other)), {
    message: `allowed: ${values.map((value) => JSON.stringify(value)).join(', ')}`,
  });

const same = (a: JsonValue, b: JsonValue) => a === b || canonicalJson(a) === canonicalJson(b);
