import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stratifiedSplit } from '../../lib/data/split.ts';

const classes = ['a', 'b', 'c'];
const shares = { validation: 0.2, test: 0.3 };

describe('stratifiedSplit', () => {
  it('puts every example in one split and keeps the share of each class', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 60, maxLength: 400 }), (drawn) => {
        const labels = Int32Array.from([...drawn, ...Array.from({ length: 30 }, (_, i) => i % 3)]);
        const { train, validation, test } = stratifiedSplit({ labels, classes }, shares);
        expect([...train, ...validation, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()]);
        for (const label of [0, 1, 2]) {
          const share = (part: Int32Array) => part.filter((example) => labels[example] === label).length;
          const all = labels.filter((other) => other === label).length;
          expect(Math.abs(share(validation) - all * shares.validation)).toBeLessThanOrEqual(0.5);
          expect(Math.abs(share(test) - all * shares.test)).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });

  it('gives the same split again', () => {
    const labels = Int32Array.from({ length: 90 }, (_, i) => i % 3);
    expect(stratifiedSplit({ labels, classes }, shares)).toEqual(stratifiedSplit({ labels, classes }, shares));
  });

  it('names a class that is too small, and a data set of one class', () => {
    const labels = Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1, 2, 2]);
    expect(() => stratifiedSplit({ labels, classes }, shares)).toThrow(
      /data: got 2 examples of class c; allowed: enough/,
    );
    expect(() => stratifiedSplit({ labels: new Int32Array(9), classes: ['a'] }, shares)).toThrow(/got 1 class/);
  });
});
