import type { JsonObject, JsonValue } from '../../trial/trial.ts';

/** A choice of the search, written in place: one of some values, or a whole number from one to another. */
export type Free =
  | { readonly choice: readonly JsonValue[] }
  | { readonly from: number; readonly to: number; readonly step?: number };

/** A value, a choice in place, or `$name` of one of `choices`. */
export type Value = JsonValue | Free;

/** Present only where named choices have these values; of a list, one of them. */
type Conditional = { readonly when?: JsonObject };

/** A layer of the network description, its fields values. */
export type LayerItem = Conditional & { readonly op: string; readonly [field: string]: Value | undefined };
/** Its layers as often as `repeat` says, each time with choices of their own. */
export type RepeatItem = Conditional & { readonly repeat: Value; readonly layers: readonly Item[] };
/** One of several lists of layers. */
export type EitherItem = Conditional & { readonly either: readonly (readonly Item[])[] };
/** What its layers give is added to what they take. */
export type ResidualItem = Conditional & { readonly residual: readonly Item[] };

export type Item = LayerItem | RepeatItem | EitherItem | ResidualItem;

/** Choices by name, each a list of values or a range. */
export type Named = Readonly<Record<string, readonly JsonValue[] | Free>>;

/** The values that a choice is made from. */
export function valuesOf(free: readonly JsonValue[] | Free): readonly JsonValue[] {
  if (!('from' in free)) return 'choice' in free ? free.choice : free;
  const { from, to, step = 1 } = free;
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

export const isFree = (value: Value | undefined): value is Free =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && ('choice' in value || 'from' in value);

/** The name that `$name` stands for. */
export const referenceOf = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && value.startsWith('$') ? value.slice(1) : undefined;
