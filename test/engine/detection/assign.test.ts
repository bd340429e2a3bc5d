import { describe, expect, it } from 'vitest';
import { assign } from '../../../lib/engine/detection/assign.ts';
import { boxAt, centreness, distancesTo } from '../../../lib/engine/detection/distances.ts';
import { headOf, locationsOf } from '../../../lib/engine/detection/head.ts';

/** Levels of strides 8, 16 and 32 on 64 x 96 pixels: 8 x 12, 4 x 6 and 2 x 3 locations. */
const head = headOf({ input: [64, 96, 3], strides: [8, 16, 32] }, [96 + 24 + 6, 5 + 2]);
const locations = locationsOf(head);
const box = (left: number, top: number, right: number, bottom: number, label = 0) => ({
  left,
  top,
  right,
  bottom,
  label,
});

/** Where a box is learned: stride, x, y. */
const learned = (...boxes: readonly ReturnType<typeof box>[]) =>
  assign(boxes, locations).flatMap((chosen, i) => {
    const { x, y, level } = locations[i]!;
    return chosen ? [{ stride: level.stride, x, y, label: chosen.label }] : [];
  });

describe('locations', () => {
  it('lie in the middle of their cells, level by level, row by row', () => {
    expect(locations.slice(0, 2).map(({ x, y }) => [x, y])).toEqual([
      [4, 4],
      [12, 4],
    ]);
    expect([locations[12]!.x, locations[12]!.y]).toEqual([4, 12]);
    expect([locations[96]!.x, locations[96]!.y]).toEqual([8, 8]);
    expect(locations.at(-1)).toMatchObject({ x: 80, y: 48 });
  });

  it('cover an input that the stride does not divide', () => {
    expect(locationsOf(headOf({ input: [9, 17, 1], strides: [8] }, [6, 6]))).toHaveLength(6);
  });

  it('say what does not fit', () => {
    const of = (strides: readonly number[] | undefined, output: readonly number[]) => () =>
      headOf({ input: [64, 64, 3], ...(strides && { strides }) }, output);
    expect(of(undefined, [64, 6])).toThrow('network.strides: got []; allowed: one ascending number above 0 a level');
    expect(of([16, 8], [80, 6])).toThrow('network.strides: got [16, 8]');
    expect(of([0], [64, 6])).toThrow('network.strides: got [0]');
    expect(of([8], [64, 5])).toThrow('network.output: got [64, 5]; allowed: [64, 5 + classes]');
    expect(of([8], [10])).toThrow('network.output: got [10]');
  });
});

describe('the box that a location learns', () => {
  it('is one that it lies inside of, within 1.5 strides of the centre', () => {
    // The centre is (28, 28): of the columns at 4, 12 ... 44, those within 12 pixels are 20, 28 and 36.
    const at = learned(box(4, 4, 52, 52));
    expect(new Set(at.map(({ stride }) => stride))).toEqual(new Set([8]));
    expect([...new Set(at.map(({ x }) => x))]).toEqual([20, 28, 36]);
    expect(at).toHaveLength(9);
    // The corners of this one lie nearer than 1.5 strides: its edges decide.
    expect(learned(box(13, 13, 29, 29))).toEqual([
      { stride: 8, x: 20, y: 20, label: 0 },
      { stride: 8, x: 28, y: 20, label: 0 },
      { stride: 8, x: 20, y: 28, label: 0 },
      { stride: 8, x: 28, y: 28, label: 0 },
    ]);
  });

  it('is not one whose edge it lies on', () => {
    expect(learned(box(12, 12, 20, 20))).toEqual([]);
    expect(learned(box(12, 12, 20.5, 20.5))).toEqual([{ stride: 8, x: 20, y: 20, label: 0 }]);
  });

  it('is of the size of its level: a farthest edge of up to 64, 128 and more pixels', () => {
    const strides = (wide: number) => [
      ...new Set(learned(box(48 - wide / 2, 14, 48 + wide / 2, 50)).map((at) => at.stride)),
    ];
    expect(strides(60)).toEqual([8]);
    expect(strides(120)).toEqual([8, 16]);
    expect(strides(180)).toEqual([16]);
    expect(strides(300)).toEqual([32]);
    expect(strides(1e6)).toEqual([32]);
  });

  it('is the smallest of several, of equal ones the first', () => {
    const [large, small, same] = [box(0, 0, 48, 48, 0), box(8, 8, 40, 40, 1), box(8, 8, 40, 40, 0)];
    const labels = (...boxes: readonly ReturnType<typeof box>[]) => [
      ...new Set(learned(...boxes).map(({ label }) => label)),
    ];
    expect(labels(large, small)).toEqual([1]);
    expect(labels(small, large)).toEqual([1]);
    expect(labels(small, same)).toEqual([1]);
    expect(labels(same, small)).toEqual([0]);
  });

  it('is never one without area', () => {
    expect(learned(box(20, 4, 20, 36), box(30, 30, 10, 10), box(Number.NaN, 0, 40, 40))).toEqual([]);
  });
});

describe('distances', () => {
  it('give the box back', () => {
    const [given, location] = [box(3, 5, 40, 33), locations[96 + 8]!];
    const { label: _, ...edges } = given;
    expect(boxAt(distancesTo(given, location), location)).toEqual(edges);
  });

  it('are even in the middle, where centre-ness is 1', () => {
    expect(centreness([2, 3, 2, 3])).toBe(1);
    expect(centreness([1, 3, 4, 3])).toBe(1 / 2);
    expect(centreness([1, 1, 4, 9])).toBeCloseTo(1 / 6, 12);
  });
});
