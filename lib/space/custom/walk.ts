import type { JsonValue } from '../../trial/trial.ts';
import { type Item, isFree, type LayerItem, type Named, referenceOf, type Value, valuesOf } from './items.ts';

/** Makes a choice: the key says which, and the same key is always given the same values. */
export type Decide = (key: string, values: readonly JsonValue[]) => JsonValue;

/** What is left of items when all choices are made. */
export type Step =
  | { readonly key: string; readonly layer: { readonly op: string; readonly [field: string]: JsonValue } }
  | { readonly key: string; readonly residual: readonly Step[] };

/** Layers with every choice made; only choices that matter are asked for. */
export function walk(items: readonly Item[], named: Named, decide: Decide): readonly Step[] {
  const chosen = (value: Value | undefined, key: string): JsonValue => {
    const name = referenceOf(value);
    if (name !== undefined) return decide(name, valuesOf(named[name]!));
    return isFree(value) ? decide(key, valuesOf(value)) : (value as JsonValue);
  };
  const isPresent = ({ when = {} }: Item) =>
    Object.entries(when).every(([name, wanted]) => [wanted].flat().includes(decide(name, valuesOf(named[name]!))));
  const within = (list: readonly Item[], path: string): readonly Step[] =>
    list.flatMap((item, i): readonly Step[] => {
      const key = `${path}/${i}`;
      if (!isPresent(item)) return [];
      if ('repeat' in item) {
        const times = chosen(item.repeat, `${key}.repeat`) as number;
        return Array.from({ length: times }, (_, time) =>
          within(item.layers as readonly Item[], `${key}/x${time + 1}`),
        ).flat();
      }
      if ('either' in item) {
        const either = item.either as readonly (readonly Item[])[];
        const which = decide(`${key}.either`, [...either.keys()]) as number;
        return within(either[which]!, `${key}/either${which}`);
      }
      if ('residual' in item) return [{ key, residual: within(item.residual as readonly Item[], key) }];
      const { when: _, ...fields } = item as LayerItem;
      const layer = Object.entries(fields).map(([field, value]) => [field, chosen(value, `${key}.${field}`)] as const);
      return [{ key, layer: Object.fromEntries(layer) as { op: string } }];
    });
  return within(items, 'layers');
}

/** Every choice there is, by key, in the order of the layers; named ones first. */
export function allChoices(items: readonly Item[], named: Named): ReadonlyMap<string, readonly JsonValue[]> {
  const found = new Map(Object.entries(named).map(([name, free]) => [name, valuesOf(free)]));
  const note = (value: Value | undefined, key: string) => {
    if (isFree(value)) found.set(key, valuesOf(value));
  };
  const most = (value: Value) => {
    const name = referenceOf(value);
    const values = name !== undefined ? valuesOf(named[name]!) : isFree(value) ? valuesOf(value) : [value as JsonValue];
    return Math.max(...(values as readonly number[]));
  };
  const within = (list: readonly Item[], path: string): void => {
    for (const [i, item] of list.entries()) {
      const key = `${path}/${i}`;
      if ('repeat' in item) {
        note(item.repeat, `${key}.repeat`);
        for (let time = 1; time <= most(item.repeat as Value); time++)
          within(item.layers as readonly Item[], `${key}/x${time}`);
      } else if ('either' in item) {
        const either = item.either as readonly (readonly Item[])[];
        found.set(`${key}.either`, [...either.keys()]);
        for (const [which, alternative] of either.entries()) within(alternative, `${key}/either${which}`);
      } else if ('residual' in item) within(item.residual as readonly Item[], key);
      else for (const [field, value] of Object.entries(item)) note(value, `${key}.${field}`);
    }
  };
  within(items, 'layers');
  return found;
}
