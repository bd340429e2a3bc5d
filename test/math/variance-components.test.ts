import { describe, expect, it } from 'vitest';
import { cholesky, solveLower } from '../../lib/math/cholesky.ts';
import { randomStream } from '../../lib/math/random.ts';
import { diagonal, product, varianceComponents, weightedSum } from '../../lib/math/variance-components.ts';

const SIZE = 240;
/** Sixty groups of four, and noise. */
const groups = Float64Array.from({ length: SIZE ** 2 }, (_, at) =>
  Math.floor(at / SIZE / 4) === Math.floor((at % SIZE) / 4) ? 1 : 0,
);
const noise = diagonal(new Float64Array(SIZE).fill(1));

function drawn(ofGroups: number, ofNoise: number, seed: number): Float64Array {
  const random = randomStream(seed, 'components');
  let group = 0;
  return Float64Array.from({ length: SIZE }, (_, i) => {
    if (i % 4 === 0) group = random.normal();
    return Math.sqrt(ofGroups) * group + Math.sqrt(ofNoise) * random.normal();
  });
}

function likelihood(variances: readonly number[], values: Float64Array): number {
  const matrix = weightedSum([groups, noise], variances);
  const lower = cholesky(SIZE, (i, j) => matrix[i * SIZE + j]!)!;
  const white = solveLower(lower, values);
  let sum = 0;
  for (let i = 0, at = 0; i < SIZE; i++, at += i + 1) sum -= Math.log(lower.packed[at]!) + 0.5 * white[i]! ** 2;
  return sum;
}

describe('variance components', () => {
  it.each([
    [4, 1],
    [0.2, 2],
  ])('are found again: %d of groups, %d of noise', (ofGroups, ofNoise) => {
    const found = varianceComponents([groups, noise], drawn(ofGroups, ofNoise, 1), [1, 1]);
    expect(found[0]! / ofGroups).toBeGreaterThan(0.5);
    expect(found[0]! / ofGroups).toBeLessThan(1.6);
    expect(found[1]! / ofNoise).toBeGreaterThan(0.8);
    expect(found[1]! / ofNoise).toBeLessThan(1.2);
  });

  it('are more likely than others near them', () => {
    const values = drawn(2, 1, 3);
    const found = varianceComponents([groups, noise], values, [1, 1]);
    const best = likelihood(found, values);
    for (const factor of [0.7, 1.4]) {
      expect(likelihood([found[0]! * factor, found[1]!], values)).toBeLessThan(best);
      expect(likelihood([found[0]!, found[1]! * factor], values)).toBeLessThan(best);
    }
  });

  it('stay above zero where there is nothing of a part', () => {
    const [nothing] = varianceComponents([groups, noise], drawn(0, 1, 2), [1e-3, 1]);
    expect(nothing).toBeGreaterThan(0);
    expect(nothing).toBeLessThan(0.2);
  });

  it('need a sum that is positive definite', () => {
    expect(() => varianceComponents([groups], drawn(1, 0, 1), [1])).toThrow('not positive definite');
  });
});

it('multiplies a matrix by a vector', () => {
  expect([...product(Float64Array.of(1, 2, 3, 4), Float64Array.of(5, 6))]).toEqual([17, 39]);
});
