import type { JsonObject, JsonValue } from '../trial/trial.ts';
import type { Decision } from './decisions.ts';

/** What an empty slot holds. */
export const NONE = 'none';

export type Slots<T> = readonly (T | typeof NONE)[];

/** What the slots of a list hold, in order. Empty slots change nothing, wherever they are. */
export const filled = <T>(slots: Slots<T>): readonly T[] => slots.filter((slot) => slot !== NONE) as readonly T[];

/** The decision that a slot of the list in field `key` holds; what a list is too short for is empty. */
export function slot<A extends JsonObject, K extends keyof A & string>(
  key: K,
  index: number,
  choices: readonly JsonValue[],
): Decision<A> {
  const slots = (encoding: A) => encoding[key] as readonly JsonValue[];
  return {
    choices,
    read: (encoding) => slots(encoding)[index] ?? NONE,
    write: (encoding, choice) => ({
      ...encoding,
      [key]: Array.from({ length: Math.max(slots(encoding).length, index + 1) }, (_, i) =>
        i === index ? choice : (slots(encoding)[i] ?? NONE),
      ),
    }),
  };
}

/** Every way to put items into `count` slots in their order; the first way needs no empty slot to be written. */
export function placements<T>(items: readonly T[], count: number): readonly Slots<T>[] {
  const place = (from: number, left: number): readonly Slots<T>[] => {
    if (from === items.length) return [[]];
    const later = items.length - from < left ? place(from, left - 1).map((rest) => [NONE, ...rest] as const) : [];
    return [...place(from + 1, left - 1).map((rest) => [items[from]!, ...rest]), ...later];
  };
  return place(0, count);
}
