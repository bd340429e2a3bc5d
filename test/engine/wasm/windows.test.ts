import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { casesOf, numbers, textOf, windows } from './cases.ts';
import { differentiate, operations, valuesOf } from './operations.ts';
import { describeWasm } from './wasm.ts';

/** Sums of float32 products below 1. */
const TOLERANCE = 2e-5;

describeWasm('operations with a window', (tf) => {
  describe.each(operations)('$name', (operation) => {
    it.each(windows)('agrees with loops: kernel $kernel, stride $stride', (window) => {
      for (const of of casesOf(window)) {
        const { image, filter, dy } = valuesOf(operation, of);
        const expected = operation.reference(of, image, filter, dy);
        const got = differentiate(tf(), operation, of, { image, filter, dy });
        for (const part of ['output', 'image', 'filter'] as const) {
          expect(got[part].length).toBe(expected[part].length);
          expect(furthest(got[part], expected[part]), `${part}, ${textOf(of)}`).toBeLessThan(TOLERANCE);
        }
      }
    });

    it.each(windows)('agrees with finite differences: kernel $kernel, stride $stride', (window) => {
      for (const of of casesOf(window)) {
        const values = valuesOf(operation, of);
        const gradients = differentiate(tf(), operation, of, values);
        for (const part of ['image', 'filter'] as const) {
          const direction = numbers(values[part].length, 4);
          const loss = (step: number) => {
            const moved = values[part].map((value, i) => value + step * direction[i]!);
            return dot(differentiate(tf(), operation, of, { ...values, [part]: moved }).output, values.dy);
          };
          const quotient = (loss(operation.step) - loss(-operation.step)) / (2 * operation.step);
          const error = Math.abs(quotient - dot(gradients[part], direction));
          expect(error, `${part}, ${textOf(of)}`).toBeLessThan(1e-3);
        }
      }
    });
  });

  it('give the gradient of equal inputs to the first, as TensorFlow', () =>
    tf().tidy(() => {
      const pool = (x: Tensor) => tf().maxPool(x as Tensor4D, 2, 2, 'valid');
      const gradient = tf().grad(pool)(tf().fill([1, 2, 4, 1], -3));
      expect([...gradient.dataSync()]).toEqual([1, 0, 1, 0, 0, 0, 0, 0]);
    }));
});

const furthest = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
const dot = (a: Float64Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
