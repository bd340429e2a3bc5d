import type { Examples } from '../engine.ts';

/** What a batch should be answered with. */
export interface Labels {
  readonly count: number;
  /** As in `Examples`, row by row. */
  readonly labels: Examples['labels'];
  /** Classification: probabilities `count x classes` that stand in for the class numbers when labels are mixed. */
  readonly targets?: Float32Array;
}

export interface Batch extends Labels {
  /** `count x size`, bytes scaled to 0..1. */
  readonly features: Float32Array;
}

/** Copies the examples at `indices`, `size` features each. @throws RangeError for an index that no example has. */
export function takeBatch(examples: Examples, indices: ArrayLike<number>, size: number): Batch {
  const { count } = examples;
  const wrong = Array.from(indices).find((index) => !(index >= 0 && index < count));
  if (wrong !== undefined) throw new RangeError(`indices: got ${wrong}; allowed: 0 to ${count - 1}`);
  const features = new Float32Array(indices.length * size);
  copyRows(features, examples.features, indices, size);
  if (examples.features instanceof Uint8Array) {
    for (let i = 0; i < features.length; i++) features[i]! *= 1 / 255;
  }
  const width = examples.labels.length / count;
  const Labels = examples.labels instanceof Int32Array ? Int32Array : Float32Array;
  const labels = new Labels(indices.length * width);
  copyRows(labels, examples.labels, indices, width);
  return { features, labels, count: indices.length };
}

function copyRows(
  to: Float32Array | Int32Array,
  from: Examples['features'],
  indices: ArrayLike<number>,
  width: number,
): void {
  for (let row = 0; row < indices.length; row++) {
    to.set(from.subarray(indices[row]! * width, (indices[row]! + 1) * width), row * width);
  }
}
