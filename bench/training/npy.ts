/** The bytes of a .npy file of format 1.0 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
export function npy(values: Uint8Array | Int32Array, shape: readonly number[]): Uint8Array {
  const type = values instanceof Uint8Array ? '|u1' : '<i4';
  const sizes = shape.map((size) => `${size},`).join('');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const magic = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0]);
  // Everything before the values fills a multiple of 64 bytes.
  const padded = Math.ceil((magic.length + 2 + text.length + 1) / 64) * 64 - magic.length - 2;
  const length = Buffer.alloc(2);
  length.writeUInt16LE(padded);
  const header = Buffer.from(`${text.padEnd(padded - 1)}\n`);
  return Buffer.concat([magic, length, header, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]);
}
