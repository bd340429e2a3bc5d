import { expect, it } from 'vitest';
import { numbers } from './cases.ts';
import { expectClose } from './expect-close.ts';
import { describeWasm } from './wasm.ts';

const values = numbers(24, 1);
const part = (from: number, to: number) => values.slice(from, to);

describeWasm('clone and cast', (tf) => {
  it.each(['clone', 'cast'] as const)('%s shares the data until the last tensor goes', (operation) => {
    const held = () => tf().engine().backend.numDataIds();
    const before = held();
    const x = tf().tensor1d(values);
    const other = operation === 'clone' ? x.clone() : tf().cast(x, 'float32');
    expect(held()).toBe(before + 1);
    x.dispose();
    expectClose(other, [24], values);
    other.dispose();
    expect(held()).toBe(before);
  });

  it('casts to another type', () =>
    tf().tidy(() => {
      expectClose(tf().cast(tf().tensor1d([1.5, -2.5]), 'int32'), [2], [1, -2]);
      expectClose(tf().cast(tf().tensor1d([true, false], 'bool'), 'float32'), [2], [1, 0]);
    }));

  it('clones text', () =>
    tf().tidy(() => {
      expect(tf().tensor1d(['a', 'b']).clone().dataSync()).toEqual(['a', 'b']);
    }));
});

describeWasm('split', (tf) => {
  it.each([
    { shape: [24], sizes: [1, 20, 3], parts: [part(0, 1), part(1, 21), part(21, 24)] },
    { shape: [6, 4], sizes: [2, 4], parts: [part(0, 8), part(8, 24)] },
    { shape: [3, 2, 4], sizes: [1, 1, 1], parts: [part(0, 8), part(8, 16), part(16, 24)] },
    { shape: [6, 4], sizes: 2, parts: [part(0, 12), part(12, 24)] },
    { shape: [6, 4], sizes: [1, -1], parts: [part(0, 4), part(4, 24)] },
  ])('of $shape into $sizes', ({ shape, sizes, parts }) =>
    tf().tidy(() => {
      const inner = shape.slice(1);
      const row = inner.reduce((product, size) => product * size, 1);
      const got = tf().split(tf().tensor(values, shape), sizes);
      expect(got.length).toBe(parts.length);
      for (const [i, tensor] of got.entries()) expectClose(tensor, [parts[i]!.length / row, ...inner], parts[i]!);
    }),
  );

  it('along another axis', () =>
    tf().tidy(() => {
      const [left, right] = tf().split(tf().tensor2d([1, 2, 3, 4, 5, 6], [2, 3]), [1, 2], 1);
      expectClose(left!, [2, 1], [1, 4]);
      expectClose(right!, [2, 2], [2, 3, 5, 6]);
    }));
});
