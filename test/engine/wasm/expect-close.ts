import type { Tensor } from '@tensorflow/tfjs';
import { expect } from 'vitest';

/** The tensor's shape and its numbers, to five decimals. */
export function expectClose(got: Tensor, shape: readonly number[], values: ArrayLike<number>): void {
  expect(got.shape).toEqual(shape);
  const found = got.dataSync();
  expect(found.length).toBe(values.length);
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(values[i]!, 5);
}
