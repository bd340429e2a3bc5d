import { expect, it } from 'vitest';
import { numbers } from './cases.ts';
import { expectClose } from './expect-close.ts';
import { describeWasm } from './wasm.ts';

describeWasm('unsorted segment sum', (tf) => {
  it('adds up the rows of each segment, and leaves the others zero', () =>
    tf().tidy(() => {
      const rows = numbers(5 * 6, 1);
      const segments = [3, 0, 3, 4, 3];
      const sums = new Float64Array(6 * 6);
      for (const [row, segment] of segments.entries()) {
        for (let c = 0; c < 6; c++) sums[segment * 6 + c]! += rows[row * 6 + c]!;
      }
      const sum = tf().unsortedSegmentSum(tf().tensor(rows, [5, 2, 3]), tf().tensor1d(segments, 'int32'), 6);
      expectClose(sum, [6, 2, 3], sums);
    }));

  it('is the gradient of reading rows', () =>
    tf().tidy(() => {
      const ids = tf().tensor2d([1, 1, 0, 2], [2, 2], 'int32');
      const weights = tf().tensor3d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
      const gradient = tf().grad((table) => tf().sum(tf().mul(tf().gather(table, ids), weights)))(tf().ones([4, 2]));
      expect(gradient.arraySync()).toEqual([
        [5, 6],
        [4, 6],
        [7, 8],
        [0, 0],
      ]);
    }));
});
