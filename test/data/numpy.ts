import arrays from './numpy/arrays.json' with { type: 'json' };

/** A file that NumPy wrote (numpy/make.py). */
export const arrayFile = (name: string): Buffer => Buffer.from((arrays as Record<string, string>)[name]!, 'base64');

/** A .npy file of version 1. */
export function npyOf(type: string, shape: readonly number[], bytes: Uint8Array, order = 'False'): Buffer {
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const header = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${sizes}), }`;
  const length = Math.ceil((10 + header.length + 1) / 64) * 64 - 10;
  const begin = Buffer.from('\x93NUMPY\x01\x00..', 'latin1');
  begin.writeUInt16LE(length, 8);
  return Buffer.concat([begin, Buffer.from(`${header.padEnd(length - 1)}\n`), bytes]);
}
