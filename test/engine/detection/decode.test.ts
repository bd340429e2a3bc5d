import { describe, expect, it } from 'vitest';
import { overlap } from '../../../lib/engine/detection/box.ts';
import { DECODING, decode } from '../../../lib/engine/detection/decode.ts';
import { suppress } from '../../../lib/engine/detection/suppress.ts';
import { CLASSES, head, OUTPUT } from './scenes.ts';

const WIDTH = OUTPUT[1]!;
const NOTHING = -20;
const logit = (p: number) => Math.log(p / (1 - p));

/** Outputs that say nothing, but for some locations. */
function outputs(images: number, ...locations: readonly (readonly [at: number, numbers: readonly number[]])[]) {
  const numbers = new Float32Array(images * OUTPUT[0]! * WIDTH).fill(NOTHING);
  for (const [at, values] of locations) numbers.set(values, at * WIDTH);
  return numbers;
}

const box = (left: number, score: number, label = 0) => ({ left, top: 0, right: left + 10, bottom: 10, label, score });

describe('decoding', () => {
  it('multiplies distances by the stride and takes the geometric mean of class and centre-ness', () => {
    // The second location, (12, 4); and in the second image the last but one, (40, 40) of stride 16.
    const found = decode(
      outputs(
        2,
        [1, [0, Math.log(1 / 4), Math.log(2), 0, logit(0.64), NOTHING, logit(0.25), NOTHING]],
        [60 + 58, [0, 0, 0, Math.log(1 / 4), logit(0.5), NOTHING, NOTHING, logit(0.5)]],
      ),
      head,
    );
    expect(found.map((image) => image.map(({ score: _, ...rest }) => rest))).toEqual([
      [{ left: 4, top: expect.closeTo(2, 5), right: expect.closeTo(28, 5), bottom: 12, label: 1 }],
      [{ left: 24, top: 24, right: 56, bottom: expect.closeTo(44, 5), label: 2 }],
    ]);
    expect(found[0]![0]!.score).toBeCloseTo(Math.sqrt(0.64 * 0.25), 6);
  });

  it('cuts boxes off at the edges of the image', () => {
    const [[found]] = decode(outputs(1, [0, [5, 5, 5, 5, 5, 5, NOTHING, NOTHING]]), head) as [[object]];
    expect(found).toMatchObject({ left: 0, top: 0, right: 64, bottom: 48 });
  });

  it('leaves out what scores too little, and everything past the best hundred', () => {
    const sure = [-1, -1, -1, -1, 10, 10, 10, 10];
    const all = Array.from({ length: OUTPUT[0]! }, (_, at) => [at, sure] as const);
    expect(decode(outputs(1, ...all), head)[0]).toHaveLength(100);
    expect(decode(outputs(1, ...all), head, { ...DECODING, most: 1000 })[0]).toHaveLength(OUTPUT[0]! * CLASSES);
    const weak = (score: number) =>
      decode(outputs(1, [0, [0, 0, 0, 0, 20, logit(score ** 2), NOTHING, NOTHING]]), head)[0];
    expect(weak(0.051)).toHaveLength(1);
    expect(weak(0.049)).toHaveLength(0);
  });

  it('is made of numbers whatever the outputs', () => {
    const wild = new Float32Array(OUTPUT[0]! * WIDTH).map((_, i) => (i % 2 === 0 ? 1e30 : -1e30));
    for (const numbers of [wild, wild.map((value) => -value)]) {
      const values = decode(numbers, head).flat().flatMap(Object.values);
      expect(values.every(Number.isFinite)).toBe(true);
    }
  });
});

describe('non-maximum suppression', () => {
  it('keeps the best of those that overlap, class by class, best first', () => {
    const [weak, best, apart, other] = [box(0, 0.3), box(1, 0.9), box(50, 0.2), box(1, 0.5, 1)];
    expect(suppress([weak, best, apart, other], 0.6, 100)).toEqual([best, other, apart]);
    expect(suppress([weak, best, apart, other], 0.6, 2)).toEqual([best, other]);
  });

  it('lets stand what overlaps by no more than the limit, or only what is gone', () => {
    // Each overlaps the next by 7/13; by 4/16 the one after.
    const chain = [box(0, 0.9), box(3, 0.8), box(6, 0.7)];
    expect(overlap(chain[0]!, chain[1]!)).toBeCloseTo(7 / 13, 12);
    expect(suppress(chain, 7 / 13, 100)).toEqual(chain);
    expect(suppress(chain, 0.5, 100)).toEqual([chain[0], chain[2]]);
  });

  it('takes the earlier of equal scores', () => {
    const [first, second] = [box(1, 0.5), box(0, 0.5)];
    expect(suppress([first, second], 0.6, 100)).toEqual([first]);
    expect(suppress([second, first], 0.6, 100)).toEqual([second]);
  });
});
