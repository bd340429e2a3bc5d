import { layerOps } from '../../network/layers/index.ts';
import type { LayerOp } from '../../network/network.ts';
import type { JsonValue } from '../../trial/trial.ts';
import type { Problem } from '../space.ts';
import { type Item, isFree, type LayerItem, type Named, referenceOf, type Value, valuesOf } from './items.ts';
import { customNetwork } from './network.ts';
import { customMoves } from './space.ts';
import { allChoices, walk } from './walk.ts';

export interface ItemProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Layers that only the space itself adds, or that take more than one input. */
const NOT_YOURS: readonly LayerOp[] = ['mask', 'add', 'multiply', 'scale', 'concat', 'reshape', 'zero'];
const YOURS = layerOps.filter((op) => !NOT_YOURS.includes(op));

/** What each layer can be told; a field that none of them has is a mistake. */
const FIELDS: Readonly<Partial<Record<LayerOp, readonly string[]>>> = {
  conv2d: ['filters', 'kernel', 'stride', 'bias', 'dilation', 'groups'],
  depthwiseConv2d: ['kernel', 'stride', 'bias', 'dilation'],
  transposedConv2d: ['filters', 'kernel', 'stride', 'bias'],
  conv1d: ['filters', 'kernel', 'stride', 'bias', 'dilation'],
  groupNorm: ['groups'],
  activation: ['fn'],
  maxPool: ['kernel', 'stride'],
  avgPool: ['kernel', 'stride'],
  dense: ['units', 'bias'],
  resize: ['factor', 'method'],
  pad: ['top', 'bottom', 'left', 'right'],
  slice: ['from', 'size'],
  channelShuffle: ['groups'],
  embedding: ['size'],
  lstm: ['units', 'sequence', 'reverse'],
  gru: ['units', 'sequence', 'reverse'],
  attention: ['heads', 'size', 'causal'],
  sequencePool: ['mode'],
  dropout: ['of'],
  dropPath: ['share'],
};

/** Lists longer than this are a mistake. */
const MOST_REPEATS = 50;

/** Architectures that are built to see whether layers fit: a search checks its space in every step. */
const MOST_BUILT = 200;

/**
 * What is wrong with a space that a person wrote: unknown names and operations, and, of each choice made differently from
 * the first architecture, layers that do not fit each other.
 */
export function problemsOf(
  items: readonly Item[],
  named: Named,
  least: Pick<Problem, 'input' | 'vocabulary'>,
): readonly ItemProblem[] {
  const written = itemProblems(items, named, ['layers']);
  if (written.length > 0) return written;
  const choices = allChoices(items, named);
  if ([...choices.values()].every(({ length }) => length < 2)) {
    return [{ path: ['layers'], message: 'got no choice; allowed: a space with a choice of two or more' }];
  }
  return buildProblems(items, named, least);
}

function itemProblems(
  items: readonly Item[],
  named: Named,
  path: readonly (string | number)[],
): readonly ItemProblem[] {
  if (!Array.isArray(items)) return [{ path, message: `got ${JSON.stringify(items)}; allowed: a list of layers` }];
  return items.flatMap((item, i): readonly ItemProblem[] => {
    const here = [...path, i];
    const conditions = Object.entries(item.when ?? {}).flatMap(([name, wanted]) => {
      const missing = nameProblem(name, named, [...here, 'when']);
      if (missing.length > 0) return missing;
      const values = valuesOf(named[name]!);
      return ([wanted].flat() as readonly JsonValue[]).every((value) => values.includes(value))
        ? []
        : [
            {
              path: [...here, 'when', name],
              message: `got ${JSON.stringify(wanted)}; allowed: ${JSON.stringify(values)}`,
            },
          ];
    });
    if ('repeat' in item) {
      const { repeat, layers } = item as { repeat: Value; layers: readonly Item[] };
      return [
        ...conditions,
        ...valueProblems(repeat, named, [...here, 'repeat']),
        ...repeatProblems(repeat, named, [...here, 'repeat']),
        ...itemProblems(layers, named, [...here, 'layers']),
      ];
    }
    if ('either' in item) {
      const either = item.either as readonly (readonly Item[])[];
      if (!Array.isArray(either) || either.length === 0) {
        return [{ path: [...here, 'either'], message: `got ${JSON.stringify(either)}; allowed: lists of layers` }];
      }
      return [...conditions, ...either.flatMap((list, j) => itemProblems(list, named, [...here, 'either', j]))];
    }
    if ('residual' in item) {
      return [...conditions, ...itemProblems(item.residual as readonly Item[], named, [...here, 'residual'])];
    }
    const { when: _, op, ...fields } = item as LayerItem;
    if (!YOURS.includes(op as LayerOp)) {
      const allowed = `${YOURS.join(', ')}; or an item with repeat, either or residual`;
      return [...conditions, { path: [...here, 'op'], message: `got ${JSON.stringify(op)}; allowed: ${allowed}` }];
    }
    const known = FIELDS[op as LayerOp] ?? [];
    const unknown = Object.keys(fields).find((field) => !known.includes(field));
    if (unknown !== undefined) {
      const allowed = known.join(', ') || `nothing beside op`;
      return [...conditions, { path: [...here, unknown], message: `unknown field of ${op}; allowed: ${allowed}` }];
    }
    const values = Object.entries(fields).flatMap(([field, value]) => valueProblems(value!, named, [...here, field]));
    return [...conditions, ...values];
  });
}

function valueProblems(value: Value, named: Named, path: readonly (string | number)[]): readonly ItemProblem[] {
  const name = referenceOf(value);
  if (name !== undefined) return nameProblem(name, named, path);
  if (!isFree(value)) return [];
  const values = 'from' in value && !('to' in value) ? [] : valuesOf(value);
  return Array.isArray(values) && values.length > 0
    ? []
    : [{ path, message: `got ${JSON.stringify(value)}; allowed: {choice: [...]} or {from, to} with from <= to` }];
}

function nameProblem(name: string, named: Named, path: readonly (string | number)[]): readonly ItemProblem[] {
  if (Object.hasOwn(named, name)) return [];
  const names = Object.keys(named).join(', ') || 'none is declared';
  return [{ path, message: `got $${name}; allowed: the names of choices (${names})` }];
}

function repeatProblems(repeat: Value, named: Named, path: readonly (string | number)[]): readonly ItemProblem[] {
  const name = referenceOf(repeat);
  if (name !== undefined && !Object.hasOwn(named, name)) return [];
  const values = name === undefined ? (isFree(repeat) ? valuesOf(repeat) : [repeat]) : valuesOf(named[name]!);
  const fits = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_REPEATS;
  return (values as readonly unknown[]).every(fits)
    ? []
    : [{ path, message: `got ${JSON.stringify(values)}; allowed: whole numbers from 0 to ${MOST_REPEATS}` }];
}

/** Builds the first architecture and those that differ from it in one choice, MOST_BUILT at most. */
function buildProblems(
  items: readonly Item[],
  named: Named,
  least: Pick<Problem, 'input' | 'vocabulary'>,
): readonly ItemProblem[] {
  const { fromChoices, decisions } = customMoves(items, named);
  const base = decisions.map(() => 0);
  const variants = decisions.flatMap((count, i) => Array.from({ length: count }, (_, choice) => base.with(i, choice)));
  for (const variant of variants.slice(0, MOST_BUILT)) {
    const { choices } = fromChoices(variant);
    try {
      const steps = walk(items, named, (key) => choices[key]!);
      customNetwork(steps, { task: 'classification', classes: 2, ...least });
    } catch (error) {
      return [{ path: ['layers'], message: `with ${JSON.stringify(choices)}: ${(error as Error).message}` }];
    }
  }
  return [];
}
