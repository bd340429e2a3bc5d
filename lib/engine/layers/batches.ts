import type { Examples } from '../engine.ts';

export interface Batch {
  /** `count x size`, bytes scaled to 0..1. */
  readonly features: Float32Array;
  readonly labels: Int32Array;
}

/** Copies the examples at `indices`, `size` values each. @throws RangeError for an index that no example has. */
export function takeBatch(examples: Examples, indices: ArrayLike<number>, size: number): Batch {
  const features = new Float32Array(indices.length * size);
  const labels = new Int32Array(indices.length);
  const scale = examples.features instanceof Uint8Array ? 1 / 255 : 1;
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row]!;
    if (!(index >= 0 && index < examples.count)) {
      throw new RangeError(`indices[${row}] is ${index}; allowed: 0 to ${examples.count - 1}`);
    }
    labels[row] = examples.labels[index]!;
    for (let i = 0; i < size; i++) features[row * size + i] = examples.features[index * size + i]! * scale;
  }
  return { features, labels };
}
