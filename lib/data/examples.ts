import type { Row } from './dataset.ts';
import type { DataManifest } from './manifest.ts';

/** Labelled examples of one split, in memory, as a program takes them. */
export interface LabelledExamples {
  /** `count x input`, row-major: pixels, token ids or numbers. */
  readonly features: Uint8Array | Int32Array | Float32Array;
  /**
   * Positions in `classes`; or numbers; or boxes, `count x maxBoxes x 5` with [left, top, right, bottom, class] in pixels of
   * the input, where a class of -1 marks a place without a box.
   */
  readonly labels: Int32Array | Float32Array;
  readonly count: number;
}

/** Labels of many examples, `perExample` values each. */
export interface LabelValues {
  readonly values: Int32Array | Float32Array;
  readonly perExample: number;
}

const FEATURES = { bytes: Uint8Array, ints: Int32Array, floats: Float32Array };
const LABELS = { classes: Int32Array, numbers: Float32Array, boxes: Float32Array };

/** Labels have four bytes each, so that numbers behind them are aligned. */
const LABEL_BYTES = 4;

const bytesOf = ({ buffer, byteOffset, byteLength }: Row) => new Uint8Array(buffer, byteOffset, byteLength);

/**
 * The examples `indices` as they are stored: all their labels, then all their features, little-endian as every computer is
 * that this project's packages are made for.
 */
export function encodeExamples(rows: readonly Row[], labels: LabelValues, indices: Int32Array): Uint8Array {
  const size = rows[0]!.byteLength;
  const labelSize = labels.perExample * LABEL_BYTES;
  const all = bytesOf(labels.values);
  const bytes = new Uint8Array(indices.length * (labelSize + size));
  for (const [at, index] of indices.entries()) {
    bytes.set(all.subarray(index * labelSize, (index + 1) * labelSize), at * labelSize);
    bytes.set(bytesOf(rows[index]!), indices.length * labelSize + at * size);
  }
  return bytes;
}

/**
 * The inverse of `encodeExamples`.
 * @param sizes values of one example's features and of its labels
 * @throws Error when the length does not fit
 */
export function decodeExamples(
  bytes: Uint8Array,
  count: number,
  { features, labels }: Pick<DataManifest, 'features' | 'labels'>,
  sizes: { readonly features: number; readonly labels: number },
): LabelledExamples {
  const begin = count * sizes.labels * LABEL_BYTES;
  const wanted = begin + count * sizes.features * FEATURES[features].BYTES_PER_ELEMENT;
  if (bytes.length !== wanted) throw new Error(`stored examples have ${bytes.length} bytes, expected ${wanted}`);
  // Views need aligned bytes, which a store does not promise.
  const { buffer, byteOffset } = bytes.byteOffset % LABEL_BYTES === 0 ? bytes : bytes.slice();
  return {
    labels: new LABELS[labels](buffer as ArrayBuffer, byteOffset, count * sizes.labels),
    features: new FEATURES[features](buffer as ArrayBuffer, byteOffset + begin, count * sizes.features),
    count,
  };
}
