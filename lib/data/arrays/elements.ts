import { elements } from '../../network/definition.ts';
import type { NpyArray } from './npy.ts';

/** Numbers of an array, or undefined where there are none: whole ones beyond 2^53 lose digits. */
export function numbersIn({ type: { kind, bytes: size }, shape, bytes }: NpyArray): Float64Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = READERS[`${kind}${size}`];
  return read && Float64Array.from({ length: elements(shape) }, (_, i) => read(view, i * size));
}

type Read = (view: DataView, at: number) => number;

const READERS: Readonly<Record<string, Read>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at) => view.getUint16(at, true),
  u4: (view, at) => view.getUint32(at, true),
  u8: (view, at) => Number(view.getBigUint64(at, true)),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at) => view.getInt16(at, true),
  i4: (view, at) => view.getInt32(at, true),
  i8: (view, at) => Number(view.getBigInt64(at, true)),
  f2: (view, at) => view.getFloat16(at, true),
  f4: (view, at) => view.getFloat32(at, true),
  f8: (view, at) => view.getFloat64(at, true),
};

/** Elements of an array as text; numbers as they are written. */
export function textsIn(array: NpyArray): readonly string[] {
  const { kind, bytes: size } = array.type;
  if (kind !== 'S' && kind !== 'U') return Array.from(numbersIn(array) ?? [], String);
  return Array.from({ length: elements(array.shape) }, (_, i) => {
    const element = array.bytes.subarray(i * size, (i + 1) * size);
    return (kind === 'S' ? element.toString('utf8') : fromUtf32(element)).replace(/\0+$/, '');
  });
}

const fromUtf32 = (element: Buffer): string =>
  String.fromCodePoint(
    ...Array.from({ length: element.length / 4 }, (_, i) => Math.min(element.readUInt32LE(4 * i), LAST_CODE_POINT)),
  );

const LAST_CODE_POINT = 0x10ffff;
