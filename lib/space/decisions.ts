import { canonicalJson } from '../trial/json.ts';
import type { JsonObject, JsonValue } from '../trial/trial.ts';
import type { Space } from './space.ts';

/** One decision of an encoding: what it may be, how it is read and how it is changed. */
export interface Decision<A> {
  readonly choices: readonly JsonValue[];
  read(encoding: A): JsonValue;
  write(encoding: A, choice: JsonValue): A;
}

/** The decision that a field holds. */
export function field<A extends JsonObject, K extends keyof A & string>(key: K, choices: readonly A[K][]): Decision<A> {
  return { choices, read: (encoding) => encoding[key]!, write: (encoding, choice) => ({ ...encoding, [key]: choice }) };
}

/** How architectures are encoded: by decisions that do not depend on each other. */
export interface Encoding<A extends JsonObject> {
  /** Any encoding: decisions are written into it. */
  readonly blank: A;
  readonly decisions: readonly Decision<A>[];
  /** The encoding that stands for all of an architecture's. */
  canonical(encoding: A): A;
  /** Every encoding of an architecture. */
  isomorphic(encoding: A): readonly A[];
}

type Moves<A extends JsonObject> = Pick<
  Space<A>,
  'size' | 'mutate' | 'crossover' | 'neighbours' | 'encode' | 'decisions' | 'fromChoices' | 'toChoices' | 'canonical'
>;

/** Changes that are drawn before all that make another architecture are listed. */
const DRAWS = 20;

/** What a space owes to its decisions alone. Two architectures are neighbours when encodings of theirs differ in one decision. */
export function movesOf<A extends JsonObject>({ blank, decisions, canonical, isomorphic }: Encoding<A>): Moves<A> {
  /** The architectures that a change of each decision leads to; one that makes no other architecture is left out. */
  const changes = (encoding: A): readonly (readonly A[])[] => {
    const self = text(canonical(encoding));
    return decisions
      .map(({ choices, read, write }) =>
        choices
          .filter((choice) => !same(choice, read(encoding)))
          .map((choice) => canonical(write(encoding, choice)))
          .filter((other) => text(other) !== self),
      )
      .filter((group) => group.length > 0);
  };
  const toChoices = (of: A) => {
    const self = canonical(of);
    return decisions.map(({ choices, read }) => choices.findIndex((choice) => same(choice, read(self))));
  };
  return {
    size: decisions.reduce((product, { choices }) => product * BigInt(choices.length), 1n),
    mutate(parent, random) {
      const self = text(canonical(parent));
      const encoding = random.pick(isomorphic(parent));
      for (let draw = 0; draw < DRAWS; draw++) {
        const { choices, write } = random.pick(decisions);
        const other = canonical(write(encoding, random.pick(choices)));
        if (text(other) !== self) return other;
      }
      return random.pick(random.pick(changes(encoding)));
    },
    crossover: (a, b, random) =>
      canonical(decisions.reduce((child, { read, write }) => write(child, read(random.pick([a, b]))), a)),
    neighbours: (of) => distinct(isomorphic(of).flatMap((encoding) => changes(encoding).flat())),
    encode: (of) => toChoices(of).flatMap((chosen, i) => decisions[i]!.choices.map((_, j) => (j === chosen ? 1 : 0))),
    decisions: decisions.map(({ choices }) => choices.length),
    fromChoices: (chosen) =>
      canonical(decisions.reduce((encoding, { choices, write }, i) => write(encoding, choices[chosen[i]!]!), blank)),
    toChoices,
    canonical,
  };
}

const text = (value: JsonValue) => canonicalJson(value);

const same = (a: JsonValue, b: JsonValue) => a === b || text(a) === text(b);

const distinct = <A extends JsonObject>(all: readonly A[]) => [...new Map(all.map((one) => [text(one), one])).values()];
