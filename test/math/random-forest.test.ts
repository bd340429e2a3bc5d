import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { randomForest } from '../../lib/math/random-forest.ts';
import { spearman } from '../../lib/math/statistics.ts';

const random = randomStream(1, 'points');
const bits = () => Array.from({ length: 10 }, () => random.integer(2));
const truth = (point: readonly number[]) => 3 * point[0]! + 2 * point[1]! - point[2]! + 2 * point[3]! * point[4]!;

describe('randomForest', () => {
  const points = Array.from({ length: 200 }, bits);
  const other = (point: readonly number[]) => point[5]! - 4 * point[6]!;
  const learn = (seed: number) =>
    randomForest(points, [points.map(truth), points.map(other)], randomStream(seed, 'forest'));
  const others = Array.from({ length: 100 }, bits);

  it.each([
    [0, truth],
    [1, other],
  ] as const)('predicts function %i at points that it was not told', (i, exact) => {
    const expected = learn(1);
    const means = others.map((point) => expected(point)[i]!.mean);
    expect(spearman(means, others.map(exact))).toBeGreaterThan(0.9);
  });

  it('is less sure where it knows less', () => {
    const [dense, sparse] = [0.1, 5];
    const line = Array.from({ length: 100 }, (_, i) => [i < 95 ? i / 1000 : i]);
    const expected = randomForest(line, [line.map(([x]) => Math.sin(x!))], randomStream(1, 'line'));
    expect(expected([dense])[0]!.deviation).toBeLessThan(expected([96.5 + sparse])[0]!.deviation);
  });

  it('is the same for the same random numbers, and not for others', () => {
    const at = others[0]!;
    expect(learn(1)(at)).toEqual(learn(1)(at));
    expect(learn(2)(at)).not.toEqual(learn(1)(at));
  });

  it('takes points that are equal, and a single one', () => {
    expect(randomForest([[1], [1]], [[1, 1]], random)([1])).toEqual([{ mean: 1, deviation: 0 }]);
    expect(randomForest([[1]], [[4]], random)([0])).toEqual([{ mean: 4, deviation: 0 }]);
  });

  it('needs a value a point', () => {
    expect(() => randomForest([], [[]], random)).toThrow('0 points');
    expect(() => randomForest([[1]], [[1], [1, 2]], random)).toThrow('1 points with 2 values');
  });
});
