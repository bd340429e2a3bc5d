import { describe, expect, it } from 'vitest';
import { additiveProcess, fitAdditive } from '../../lib/math/additive-process.ts';
import { covariance, gram, type Part, type Point } from '../../lib/math/parts.ts';
import { randomStream } from '../../lib/math/random.ts';
import { mean } from '../../lib/math/statistics.ts';

const PARTS: readonly Part[] = [
  { kind: 'linear', variance: 1 },
  { kind: 'linear', variance: 0.1 },
  { kind: 'local', variance: 0.01 },
];

/** 20 + 5 a + 3 b, and a step where a is large. */
const truth = (a: number, b: number) => 20 + 5 * a + 3 * b + (a > 1 ? 4 : 0);

function drawn(count: number, noise: number, seed: number) {
  const random = randomStream(seed, 'additive');
  const points = Array.from({ length: count }, (): Point => {
    const [a, b] = [random.normal(), random.normal()];
    return [[1], [a, b], [a, b]];
  });
  const exact = points.map((point) => Math.max(2, truth(point[1]![0]!, point[1]![1]!)));
  return { points, exact, values: exact.map((value) => value * (1 + noise * random.normal())) };
}

describe('an additive process', () => {
  const { points, values } = drawn(80, 0.02, 1);
  const fit = fitAdditive(PARTS, points, values);
  const process = additiveProcess(PARTS, points, values, fit);
  const held = drawn(300, 0.02, 2);

  it('predicts a sum of parts, better than a plain mean by far', () => {
    const off = held.points.map((point, i) => Math.abs(process.at(point).mean / held.exact[i]! - 1));
    expect(mean(off)).toBeLessThan(0.05);
    expect(mean(held.exact.map((value) => Math.abs(mean(values) / value - 1)))).toBeGreaterThan(0.2);
  });

  it('has new values within its deviations as often as a normal distribution', () => {
    const inside = held.points.filter((point, i) => {
      const expected = process.at(point);
      return Math.abs(expected.mean - held.values[i]!) < 1.645 * expected.deviation;
    });
    expect(inside.length / held.points.length).toBeGreaterThan(0.85);
    expect(inside.length / held.points.length).toBeLessThan(0.98);
  });

  it('expects of a value left out what the others alone say', () => {
    for (const out of [0, 7, 40]) {
      const without = <T>(all: readonly T[]) => all.filter((_, i) => i !== out);
      const rest = { ...fit, noise: without(fit.noise), scale: fit.scale };
      // In shares of the same scale: the values that are left have another mean.
      const others = additiveProcess(PARTS, without(points), without(values), rest);
      const expected = others.at(points[out]!);
      expect(process.leftOut[out]!.mean).toBeCloseTo(expected.mean, 8);
      expect(process.leftOut[out]!.deviation).toBeCloseTo(expected.deviation, 8);
    }
  });

  it('believes a value that is far off less', () => {
    const wrong = values.with(5, values[5]! * 3);
    const doubted = fitAdditive(PARTS, points, wrong);
    const usual = doubted.noise.map((noise, i) => noise / (wrong[i]! / doubted.scale) ** 2);
    expect(doubted.noise[5]).toBe(Math.max(...doubted.noise));
    expect(usual[5]! / mean(usual)).toBeGreaterThan(1.5);
    const bent = additiveProcess(PARTS, points, wrong, doubted);
    const off = held.points.map((point, i) => Math.abs(bent.at(point).mean / held.exact[i]! - 1));
    expect(mean(off)).toBeLessThan(0.06);
  });

  it('finds parts that explain the values more likely than others', () => {
    const blind = fitAdditive(
      PARTS.slice(0, 1),
      points.map((point) => point.slice(0, 1)),
      values,
    );
    expect(fit.evidence).toBeGreaterThan(blind.evidence + 20);
  });

  it('learns from more points than it takes variances from', () => {
    const many = drawn(700, 0.02, 4);
    const large = additiveProcess(PARTS, many.points, many.values, fitAdditive(PARTS, many.points, many.values));
    const off = held.points.map((point, i) => Math.abs(large.at(point).mean / held.exact[i]! - 1));
    expect(mean(off)).toBeLessThan(0.03);
  });

  it('is in proportion to the values', () => {
    const tenfold = values.map((value) => 10 * value);
    const scaled = additiveProcess(PARTS, points, tenfold, fitAdditive(PARTS, points, tenfold));
    expect(scaled.at(held.points[0]!).mean).toBeCloseTo(10 * process.at(held.points[0]!).mean, 6);
  });

  it.each([
    ['no value', [], []],
    ['too few', [[[1], [0, 0], [0, 0]]], []],
    ['a value that is not positive', [[[1], [0, 0], [0, 0]]], [0]],
  ])('refuses %s', (_, some, ofThem) => {
    expect(() => fitAdditive(PARTS, some, ofThem)).toThrow('allowed: positive values, one a point');
  });
});

it('knows how parts vary together', () => {
  const local: Part = { kind: 'local', variance: 1 };
  expect(covariance({ kind: 'linear', variance: 9 }, [1, 2], [3, 4])).toBe(11);
  expect(covariance(local, [1, 2], [1, 1])).toBeCloseTo(Math.exp(-1), 12);
  expect([...gram(local, [[0], [1]])]).toEqual([1, Math.exp(-1), Math.exp(-1), 1]);
});
