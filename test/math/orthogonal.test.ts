import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOrthogonal } from '../../lib/math/orthogonal.ts';
import { randomStream } from '../../lib/math/random.ts';

const side = fc.integer({ min: 1, max: 12 });

describe('randomOrthogonal', () => {
  it('has orthonormal rows where it is wide, and columns where it is tall', () => {
    fc.assert(
      fc.property(side, side, fc.nat(), (rows, columns, seed) => {
        const matrix = randomOrthogonal(rows, columns, randomStream(seed));
        expect(matrix).toHaveLength(rows * columns);
        const vector = (i: number) =>
          rows < columns ? matrix.slice(i * columns, (i + 1) * columns) : matrix.filter((_, at) => at % columns === i);
        const count = Math.min(rows, columns);
        for (let i = 0; i < count; i++) {
          for (let j = 0; j <= i; j++) {
            const product = vector(i).reduce((sum, value, at) => sum + value * vector(j)[at]!, 0);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 12);
          }
        }
      }),
    );
  });

  it('favours no direction', () => {
    const random = randomStream(1, 'orthogonal');
    const sums = new Float64Array(9);
    const count = 4000;
    for (let i = 0; i < count; i++) {
      for (const [at, value] of randomOrthogonal(3, 3, random).entries()) sums[at]! += value;
    }
    for (const sum of sums) expect(sum / count).toBeCloseTo(0, 1);
  });

  it('is the same for the same stream', () => {
    expect(randomOrthogonal(4, 6, randomStream(3))).toEqual(randomOrthogonal(4, 6, randomStream(3)));
  });
});
