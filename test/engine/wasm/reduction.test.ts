import { expect, it } from 'vitest';
import { elements } from '../../../lib/network/definition.ts';
import { numbers } from './cases.ts';
import { expectClose } from './expect-close.ts';
import { describeWasm } from './wasm.ts';

const SHAPE = [2, 3, 4, 5];
const AXES = [0, 1, 2, 3];
const values = numbers(elements(SHAPE), 1);

const subsets = Array.from({ length: 2 ** AXES.length - 1 }, (_, bits) =>
  AXES.filter((axis) => (bits + 1) & (1 << axis)),
);

/** The sums with the reduced axes kept, and how many numbers each has. */
function sumsAlong(axes: readonly number[]) {
  const kept = SHAPE.map((size, axis) => (axes.includes(axis) ? 1 : size));
  const sums = new Float64Array(elements(kept));
  for (const [at, value] of values.entries()) {
    const index = AXES.map((axis) => Math.floor(at / elements(SHAPE.slice(axis + 1))) % SHAPE[axis]!);
    sums[index.reduce((to, i, axis) => to * kept[axis]! + (axes.includes(axis) ? 0 : i), 0)]! += value;
  }
  return { kept, sums, means: sums.map((sum) => (sum * sums.length) / values.length) };
}

describeWasm('sum and mean', (tf) => {
  it.each(subsets.map((axes) => ({ axes })))('along axes $axes', ({ axes }) => {
    const { kept, sums, means } = sumsAlong(axes);
    const left = SHAPE.filter((_, axis) => !axes.includes(axis));
    tf().tidy(() => {
      const x = tf().tensor(values, SHAPE);
      expectClose(tf().sum(x, axes), left, sums);
      expectClose(tf().sum(x, axes, true), kept, sums);
      expectClose(tf().mean(x, axes), left, means);
      expectClose(tf().mean(x, axes.map((axis) => axis - SHAPE.length).reverse(), true), kept, means);
    });
  });

  it('without axes, of all', () =>
    tf().tidy(() => {
      expectClose(tf().sum(tf().tensor(values, SHAPE)), [], sumsAlong(AXES).sums);
    }));

  it('of whole numbers', () =>
    tf().tidy(() => {
      const sum = tf().sum(tf().tensor([1, 2, 3, 4, 5, 6], [3, 2], 'int32'), 0);
      expect(sum.dtype).toBe('int32');
      expectClose(sum, [2], [9, 12]);
    }));

  it('of a long column loses nothing', () =>
    tf().tidy(() => {
      const count = 2 ** 18;
      const column = Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 ? 0.1 : 1 / 3));
      expectClose(tf().mean(tf().tensor(column, [count, 2]), 0), [2], [1 / 3, 0.1]);
    }));
});
