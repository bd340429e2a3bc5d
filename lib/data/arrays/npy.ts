import { DataError } from '../errors.ts';

/** An array of NumPy as its file has it: C order, little-endian. */
export interface NpyArray {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Elements one after the other, `type.bytes` each. */
  readonly bytes: Buffer;
}

/** Numbers of so many bytes: unsigned, signed, floating point, truth values; text of so many bytes or characters. */
export interface ElementType {
  readonly kind: 'u' | 'i' | 'f' | 'b' | 'S' | 'U';
  readonly bytes: number;
}

/** Where an array was found, for messages. */
export interface ArrayPlace {
  readonly field: string;
  readonly place: string;
}

const MAGIC = '\x93NUMPY';
const ALLOWED = 'an array that numpy.save wrote';

/**
 * Reads a .npy file, versions 1 to 3: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 * @throws DataError when it is none, cut off, big-endian, in Fortran order or of Python objects
 */
export function parseNpy(file: Buffer, at: ArrayPlace): NpyArray {
  const fault = (got: string, allowed: string) => new DataError({ ...at, got, allowed });
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw fault(`what begins with ${JSON.stringify(file.toString('latin1', 0, 8))}`, ALLOWED);
  }
  const version = file[MAGIC.length]!;
  if (version < 1 || version > 3) throw fault(`format version ${version}`, `versions 1 to 3: ${ALLOWED}`);
  // Since version 2 the length of the header has 4 bytes.
  const begin = MAGIC.length + 2 + (version === 1 ? 2 : 4);
  if (file.length < begin) throw fault('a file that is cut off in its header', ALLOWED);
  const length = version === 1 ? file.readUInt16LE(begin - 2) : file.readUInt32LE(begin - 4);
  const header = file.toString(version === 3 ? 'utf8' : 'latin1', begin, begin + length);
  const { descr, fortran, shape } = parseHeader(header) ?? {};
  if (descr === undefined || !shape)
    throw fault(`the header ${JSON.stringify(header.trim())}`, `${ALLOWED}, of one type`);
  const type = typeOf(descr, fault);
  if (fortran && shape.length > 1) throw fault('an array in Fortran order', 'C order: numpy.ascontiguousarray(array)');
  const wanted = shape.reduce((product, size) => product * size, type.bytes);
  const bytes = file.subarray(begin + length);
  if (bytes.length !== wanted)
    throw fault(`${bytes.length} bytes of numbers`, `${wanted}, for shape (${shape.join(', ')})`);
  return { type, shape, bytes };
}

/** The header is a Python dictionary of three entries. */
function parseHeader(header: string) {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape'\s*:\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (descr === undefined || fortran === undefined || shape === undefined) return undefined;
  return {
    descr,
    fortran: fortran === 'True',
    shape: shape.split(',').flatMap((size) => (size.trim() ? [Number(size)] : [])),
  };
}

function typeOf(descr: string, fault: (got: string, allowed: string) => DataError): ElementType {
  const [, order, kind, size] = /^([<>|=])([uifbSU])(\d+)$/.exec(descr) ?? [];
  if (kind === undefined) {
    throw fault(
      `elements of type ${descr}`,
      'whole numbers, floats, truth values or text (array.astype changes a type)',
    );
  }
  const bytes = Number(size) * (kind === 'U' ? 4 : 1);
  if (order === '>' && (kind === 'U' || bytes > 1)) {
    throw fault(`big-endian elements (${descr})`, "little-endian ones: array.astype(array.dtype.newbyteorder('<'))");
  }
  return { kind: kind as ElementType['kind'], bytes };
}
