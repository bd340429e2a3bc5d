/** Labelled examples of one split, in memory. */
export interface LabelledExamples {
  /** `count x input`, row-major bytes. */
  readonly features: Uint8Array;
  readonly labels: Int32Array;
  readonly count: number;
}

const LABEL_BYTES = Int32Array.BYTES_PER_ELEMENT;

/** As stored: all labels as little-endian int32, then all features. */
export function encodeExamples({ features, labels }: LabelledExamples): Uint8Array {
  const bytes = new Uint8Array(labels.byteLength + features.byteLength);
  const view = new DataView(bytes.buffer);
  for (const [i, label] of labels.entries()) view.setInt32(i * LABEL_BYTES, label, true);
  bytes.set(features, labels.byteLength);
  return bytes;
}

/** The inverse of `encodeExamples`. @param size values of one example. @throws Error when the length does not fit */
export function decodeExamples(bytes: Uint8Array, count: number, size: number): LabelledExamples {
  const wanted = count * (LABEL_BYTES + size);
  if (bytes.length !== wanted) throw new Error(`stored examples have ${bytes.length} bytes, expected ${wanted}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    labels: Int32Array.from({ length: count }, (_, i) => view.getInt32(i * LABEL_BYTES, true)),
    features: bytes.subarray(count * LABEL_BYTES),
    count,
  };
}
