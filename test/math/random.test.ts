import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RandomStream, randomStream } from '../../lib/math/random.ts';
import { correlation, mean, standardDeviation } from '../../lib/math/statistics.ts';
import { streamFromState } from '../../lib/math/stream-from-state.ts';

const names = fc.tuple(fc.integer(), fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }));
const take = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);
const uniforms = (stream: RandomStream, count: number) => take(count, () => stream.uniform());

/** Every kind of draw, so that a change of any one moves what follows. */
const draws = (stream: RandomStream) => [
  stream.uniform(),
  stream.integer(1000),
  stream.normal(),
  stream.pick(['a', 'b', 'c']),
  stream.shuffle([1, 2, 3, 4, 5]),
  stream.uniform(),
];

describe('a random stream', () => {
  it('gives the same values for the same name', () => {
    fc.assert(
      fc.property(names, ([seed, path]) => {
        expect(draws(randomStream(seed, ...path))).toEqual(draws(randomStream(seed, ...path)));
      }),
    );
  });

  it('gives the same values in another process', () => {
    const module = new URL('../../lib/math/random.ts', import.meta.url).href;
    const script = `
      const { randomStream } = await import('${module}');
      const stream = randomStream(7, 'trial', 12);
      console.log(JSON.stringify(Array.from({ length: 20 }, () => stream.uniform())));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual(uniforms(randomStream(7, 'trial', 12), 20));
  });

  it('goes on from a state as it would have gone on itself', () => {
    fc.assert(
      fc.property(names, fc.nat(20), ([seed, path], used) => {
        const stream = randomStream(seed, ...path);
        uniforms(stream, used);
        const copy = streamFromState(JSON.parse(JSON.stringify(stream.state())));
        expect(draws(copy)).toEqual(draws(stream));
        expect(copy.state()).toEqual(stream.state());
      }),
    );
  });

  /** Trials of one release are the trials of the next: these values may change with a major version only. */
  it('gives the values it always gave', () => {
    const firsts = [0, 1, 2, 3].map((seed) => randomStream(seed).integer(2 ** 32));
    expect(firsts).toEqual([337_090_314, 3_887_285_800, 3_603_232_617, 1_020_343_338]);
    const stream = randomStream(7, 'trial', 12);
    expect(take(5, () => stream.integer(1_000_000))).toEqual([814_452, 101_149, 657_509, 386_290, 6_914]);
    expect(stream.shuffle([0, 1, 2, 3, 4, 5, 6, 7])).toEqual([6, 2, 1, 7, 3, 0, 5, 4]);
    expect(take(5, () => stream.pick([...'abcdef'])).join('')).toBe('baaaf');
    const normals = take(3, () => stream.normal().toFixed(12));
    expect(normals).toEqual(['-0.275660060700', '-0.775701525996', '-0.069764862504']);
    expect(stream.state()).toEqual([-633_701_373, -259_038_500, 703_115_356, 650_959_639]);
  });
});

describe('streams of different names', () => {
  it('differ, also where the names look alike', () => {
    const alike = [[1], [1, 1], [11], [1, '1'], [1, '1', ''], [1, ''], [1, '1,'], [-1], [1.5]] as const;
    const firsts = alike.map(([seed, ...path]) => String(uniforms(randomStream(seed, ...path), 4)));
    expect(new Set(firsts).size).toBe(alike.length);
  });

  it('are not correlated, neighbouring seeds least of all', () => {
    const count = 10_000;
    const one = uniforms(randomStream(1), count);
    const others = [randomStream(2), randomStream(1, 'step', 1), randomStream(1, 'step', 2), randomStream(-1)];
    // The correlation of independent values has the deviation 1 / sqrt(count).
    const far = others.map((stream) => Math.abs(correlation(one, uniforms(stream, count)))).filter((r) => r > 0.05);
    expect(far).toEqual([]);
  });

  it('begin with values spread as those within one stream', () => {
    const firsts = Array.from({ length: 10_000 }, (_, seed) => randomStream(seed, 'trial').uniform());
    expect(mean(firsts)).toBeCloseTo(1 / 2, 1);
    expect(standardDeviation(firsts)).toBeCloseTo(Math.sqrt(1 / 12), 1);
    expect(Math.abs(correlation(firsts.slice(1), firsts.slice(0, -1)))).toBeLessThan(0.05);
  });
});

describe('a draw', () => {
  it('of a uniform value lies in [0, 1)', () => {
    const values = uniforms(randomStream(3), 10_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(mean(values)).toBeCloseTo(0.5, 1);
  });

  it('of an integer lies in [0, bound)', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
        const value = randomStream(seed).integer(bound);
        expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true);
      }),
    );
  });

  it.each([2, 3, 7, 10])('of an integer below %i takes every value equally often', (bound) => {
    const [stream, count] = [randomStream(5, bound), 20_000];
    const counts: number[] = Array(bound).fill(0);
    for (let i = 0; i < count; i++) counts[stream.integer(bound)]! += 1;
    const expected = count / bound;
    const chiSquare = counts.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    // 27.9 is the 0.999 quantile for 9 degrees of freedom, the most there are here.
    expect(chiSquare).toBeLessThan(27.9);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN, Number.POSITIVE_INFINITY])(
    'of an integer below %d is refused',
    (bound) => {
      expect(() => randomStream(1).integer(bound)).toThrow(RangeError);
    },
  );

  it('of a normal value has mean 0 and deviation 1', () => {
    const stream = randomStream(9);
    const values = take(20_000, () => stream.normal());
    expect(Math.abs(mean(values))).toBeLessThan(0.05);
    expect(standardDeviation(values)).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) < 1).length / values.length).toBeCloseTo(0.683, 1);
  });

  it('of an element is one of the list, and there is none of an empty list', () => {
    const stream = randomStream(2);
    expect(new Set(take(100, () => stream.pick(['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']));
    expect(() => stream.pick([])).toThrow(new RangeError('cannot pick from an empty list'));
  });

  it('of an order keeps the elements and the list', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, list) => {
        const before = [...list];
        const shuffled = randomStream(seed).shuffle(list);
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(list.toSorted((a, b) => a - b));
        expect(list).toEqual(before);
      }),
    );
  });

  it('of an order takes every order equally often', () => {
    const stream = randomStream(4);
    const orders = Object.groupBy(
      take(6_000, () => stream.shuffle([1, 2, 3]).join('')),
      (order) => order,
    );
    const counts = Object.values(orders).map((list) => list!.length);
    expect(counts).toHaveLength(6);
    // Each count has the deviation 29.
    expect(counts.filter((count) => Math.abs(count - 1_000) > 120)).toEqual([]);
  });
});
