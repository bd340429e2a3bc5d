import type { RandomStream } from '../../math/random.ts';
import { canonicalJson } from '../../trial/json.ts';
import type { JsonValue } from '../../trial/trial.ts';
import type { Space } from '../space.ts';
import type { Item, Named } from './items.ts';
import { allChoices, walk } from './walk.ts';

/** Values of the choices that matter, by key. */
export type CustomArchitecture = { readonly space: 'custom'; readonly choices: Readonly<Record<string, JsonValue>> };

type Moves = Pick<
  Space<CustomArchitecture>,
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
>;

/** Ways to set what a change brings in; where there are more, it is brought in with the first values. */
const MOST_WAYS = 64;

/**
 * How to move among architectures whose choices depend on each other. A choice that does not matter is not kept. Two
 * architectures are neighbours when they differ in one choice that matters to both, agree in the others that do, and what
 * matters to one alone has its first value or could be set in MOST_WAYS ways at most.
 */
export function customMoves(items: readonly Item[], named: Named): Moves {
  const all = allChoices(items, named);
  const keys = [...all.keys()];
  const first = (key: string) => all.get(key)![0]!;

  /** What is asked for, in order. */
  function mattering(valueAt: (key: string) => JsonValue): CustomArchitecture {
    const choices: Record<string, JsonValue> = {};
    walk(items, named, (key) => {
      if (!Object.hasOwn(choices, key)) choices[key] = valueAt(key);
      return choices[key]!;
    });
    return { space: 'custom', choices };
  }

  const canonical = ({ choices }: CustomArchitecture) => mattering((key) => choices[key] ?? first(key));

  /** Architectures with these values, and any of what else then matters; undefined when there are more than MOST_WAYS. */
  function ways(fixed: Readonly<Record<string, JsonValue>>): readonly CustomArchitecture[] | undefined {
    const open = [fixed];
    const complete: CustomArchitecture[] = [];
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
  function changed(of: CustomArchitecture, key: string, value: JsonValue): readonly CustomArchitecture[] {
    const fixed = { ...of.choices, [key]: value };
    const plain = canonical({ space: 'custom', choices: fixed });
    const others = ways(fixed) ?? [plain];
    const lost = Object.keys(of.choices).filter((other) => plain.choices[other] === undefined);
    if (lost.every((other) => same(of.choices[other]!, first(other)))) return others;
    return others.filter((other) => ways({ ...other.choices, [key]: of.choices[key]! }) !== undefined);
  }

  function changes(of: CustomArchitecture): readonly (readonly CustomArchitecture[])[] {
    return Object.entries(of.choices)
      .map(([key, current]) =>
        all
          .get(key)!
          .filter((value) => !same(value, current))
          .flatMap((value) => changed(of, key, value)),
      )
      .filter((group) => group.length > 0);
  }

  const toChoices = (of: CustomArchitecture) =>
    keys.map((key) => {
      const value = of.choices[key];
      return value === undefined ? 0 : all.get(key)!.findIndex((other) => same(other, value));
    });

  return {
    size: keys.reduce((product, key) => product * BigInt(all.get(key)!.length), 1n),
    sample: (random) => mattering((key) => random.pick(all.get(key)!)),
    mutate: (parent, random) => random.pick(random.pick(changes(parent))),
    crossover: (a, b, random: RandomStream) =>
      mattering((key) => {
        const [one, other] = random.pick([
          [a, b],
          [b, a],
        ]) as [CustomArchitecture, CustomArchitecture];
        return one.choices[key] ?? other.choices[key] ?? first(key);
      }),
    neighbours: (of) => changes(of).flat(),
    encode: (of) => keys.flatMap((key) => all.get(key)!.map((value) => (same(value, of.choices[key] ?? null) ? 1 : 0))),
    decisions: keys.map((key) => all.get(key)!.length),
    fromChoices: (list) => {
      const choices = Object.fromEntries(keys.map((key, i) => [key, all.get(key)![list[i]!]!]));
      return canonical({ space: 'custom', choices });
    },
    toChoices,
    canonical,
  };
}

const same = (a: JsonValue, b: JsonValue) => a === b || canonicalJson(a) === canonicalJson(b);
