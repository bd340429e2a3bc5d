import { elements } from '../../network/definition.ts';
import { contentOf } from '../content.ts';
import type { Dataset, Labels, Row } from '../dataset.ts';
import { DataError } from '../errors.ts';
import { classLabels } from '../labels.ts';
import { checkMemory } from '../memory.ts';
import type { SplitName } from '../split.ts';
import { numbersIn, textsIn } from './elements.ts';
import type { ArrayPlace, NpyArray } from './npy.ts';

export interface FoundArray {
  readonly array: NpyArray;
  readonly at: ArrayPlace;
}

/** Examples of a split and their labels. */
export interface Part {
  readonly split: SplitName;
  readonly x: FoundArray;
  readonly y: FoundArray;
}

/** Arrays as examples: bytes are images, floats are taken as they are. @throws DataError naming the array that does not fit */
export function arrayDataset(parts: readonly Part[], task: 'classification' | 'regression'): Dataset {
  const inputs = parts.map(({ x }) => inputOf(x));
  for (const [i, { x, y }] of parts.entries()) requireFit(x, y, inputs[i]!, inputs[0]!);
  const input = inputs[0]!;
  const rows = parts.flatMap(({ x }) => rowsOf(x, elements(input)));
  const splits = parts.flatMap(({ split, x }) => Array<SplitName>(x.array.shape[0]!).fill(split));
  const given = parts.length > 1 ? splits : undefined;
  const placed = parts.flatMap(({ x }) => Array.from({ length: x.array.shape[0]! }, (_, row) => ({ x, row })));
  const place = (example: number) => `${placed[example]!.x.at.place}, row ${placed[example]!.row}`;
  const isImages = parts[0]!.x.array.type.kind === 'u';
  return {
    kind: input.length === 3 ? 'images' : 'features',
    labels: task === 'regression' ? numberLabels(parts) : namedLabels(parts, given, place),
    ...(given && { given }),
    contents: rows.map(contentOf),
    place,
    prepare: () => ({ input, rows, ...(isImages && { images: { fit: 'none' } }) }),
    notes: [],
  };
}

const nameOf = ({ kind, bytes }: NpyArray['type']) => `${kind}${bytes}`;
const shapeText = ({ shape }: NpyArray) => `(${shape.join(', ')})`;

/** Shape of an example. */
function inputOf({ array, at }: FoundArray): readonly number[] {
  const [count, ...rest] = array.shape;
  const got = `elements of type ${nameOf(array.type)} in shape ${shapeText(array)}`;
  if (array.shape.includes(0)) throw new DataError({ ...at, got, allowed: 'an array with elements' });
  const name = nameOf(array.type);
  if (count !== undefined && name === 'u1' && rest.length === 2) return [...rest, 1];
  if (count !== undefined && name === 'u1' && rest.length === 3) return rest;
  if (count !== undefined && array.type.kind === 'f' && numbersIn(array) && (rest.length === 1 || rest.length === 3))
    return rest;
  throw new DataError({
    ...at,
    got,
    allowed:
      'uint8 images (n, height, width) or (n, height, width, channels), or floats (n, numbers) or (n, height, width, channels)',
  });
}

function requireFit(x: FoundArray, y: FoundArray, input: readonly number[], first: readonly number[]): void {
  const [count] = x.array.shape;
  if (input.join() !== first.join()) {
    const got = `examples of shape (${input.join(', ')})`;
    throw new DataError({ ...x.at, got, allowed: `(${first.join(', ')}), as in the training split` });
  }
  const isColumn = y.array.shape.length === 1 || (y.array.shape.length === 2 && y.array.shape[1] === 1);
  if (!isColumn || y.array.shape[0] !== count) {
    throw new DataError({
      ...y.at,
      got: `shape ${shapeText(y.array)}`,
      allowed: `(${count}), a label for each example`,
    });
  }
}

function rowsOf({ array, at }: FoundArray, size: number): readonly Row[] {
  const count = array.shape[0]!;
  if (array.type.kind === 'u') return cut(array.bytes, count, size);
  checkMemory(at.field, count, size * Float32Array.BYTES_PER_ELEMENT, 'use fewer examples or uint8 images');
  const values = Float32Array.from(numbersIn(array)!);
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) {
    const place = `${at.place}, row ${Math.floor(odd / size)}`;
    throw new DataError({
      field: at.field,
      place,
      got: String(values[odd]),
      allowed: 'finite numbers that fit into float32',
    });
  }
  return cut(values, count, size);
}

const cut = <Values extends Uint8Array | Float32Array>(values: Values, count: number, size: number) =>
  Array.from({ length: count }, (_, i) => values.subarray(i * size, (i + 1) * size) as Values);

function namedLabels(
  parts: readonly Part[],
  given: readonly SplitName[] | undefined,
  place: (example: number) => string,
): Labels {
  const names = parts.flatMap(({ y }) => {
    if (!'SU'.includes(y.array.type.kind)) numbersOf(y);
    return textsIn(y.array);
  });
  return classLabels({ field: parts[0]!.y.at.field, names, given, place });
}

function numberLabels(parts: readonly Part[]): Labels {
  return { kind: 'numbers', values: Float64Array.from(parts.flatMap(({ y }) => [...numbersOf(y)])) };
}

function numbersOf({ array, at }: FoundArray): Float64Array {
  const values = numbersIn(array);
  if (!values) {
    throw new DataError({ ...at, got: `elements of type ${nameOf(array.type)}`, allowed: 'numbers of up to 64 bits' });
  }
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) throw new DataError({ ...at, got: `${values[odd]} in row ${odd}`, allowed: 'finite numbers' });
  return values;
}
