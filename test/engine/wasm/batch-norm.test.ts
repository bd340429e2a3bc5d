import type { Tensor1D } from '@tensorflow/tfjs';
import { it } from 'vitest';
import { elements } from '../../../lib/network/definition.ts';
import { numbers } from './cases.ts';
import { expectClose } from './expect-close.ts';
import { describeWasm } from './wasm.ts';

const SHAPE = [3, 2, 4, 5];
const CHANNELS = SHAPE.at(-1)!;
const EPSILON = 1e-3;

const x = numbers(elements(SHAPE), 1);
const [mean, offset, scale] = [2, 3, 4].map((seed) => numbers(CHANNELS, seed)) as [
  Float32Array,
  Float32Array,
  Float32Array,
];
const variance = numbers(CHANNELS, 5).map((value) => value + 1);

function expected(withOffset: boolean, withScale: boolean): number[] {
  return Array.from(x, (value, i) => {
    const c = i % CHANNELS;
    const normalised = (value - mean[c]!) / Math.sqrt(variance[c]! + EPSILON);
    return normalised * (withScale ? scale[c]! : 1) + (withOffset ? offset[c]! : 0);
  });
}

describeWasm('batch norm', (tf) => {
  it.each([
    { withOffset: true, withScale: true },
    { withOffset: true, withScale: false },
    { withOffset: false, withScale: true },
    { withOffset: false, withScale: false },
  ])('by its formula: offset $withOffset, scale $withScale', ({ withOffset, withScale }) =>
    tf().tidy(() => {
      const vector = (values: Float32Array): Tensor1D => tf().tensor1d(values);
      const [beta, gamma] = [withOffset ? vector(offset) : undefined, withScale ? vector(scale) : undefined];
      const got = tf().batchNorm(tf().tensor(x, SHAPE), vector(mean), vector(variance), beta, gamma, EPSILON);
      expectClose(got, SHAPE, expected(withOffset, withScale));
    }),
  );

  it('with a mean and a variance for every element', () =>
    tf().tidy(() => {
      const image = tf().tensor4d(x, SHAPE as [number, number, number, number]);
      const got = tf().batchNorm(image, tf().mul(image, 0.5), tf().onesLike(image), undefined, undefined, 0);
      expectClose(
        got,
        SHAPE,
        x.map((value) => value / 2),
      );
    }));
});
