import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominates, type Objective, paretoFront } from '../../lib/math/pareto.ts';

type Point = readonly [number, number, number];

const small = fc.integer({ min: 0, max: 5 });
const points = fc.array(fc.tuple(small, small, small), { maxLength: 40 });
const axes = [0, 1, 2] as const;
const directions = fc.tuple(...axes.map(() => fc.constantFrom('minimise' as const, 'maximise' as const)));
const objectivesOf = (list: readonly Objective<Point>['direction'][]): Objective<Point>[] =>
  axes.map((axis) => ({ direction: list[axis]!, value: (point) => point[axis] }));

/** By the definition, on losses: all small is good. */
function beats(a: Point, b: Point, list: readonly string[]): boolean {
  const loss = (point: Point) => axes.map((axis) => (list[axis] === 'minimise' ? point[axis] : -point[axis]));
  const [lossA, lossB] = [loss(a), loss(b)];
  return lossA.every((value, i) => value <= lossB[i]!) && String(lossA) !== String(lossB);
}

describe('dominance', () => {
  it('is what the definition says', () => {
    fc.assert(
      fc.property(fc.tuple(small, small, small), fc.tuple(small, small, small), directions, (a, b, list) => {
        expect(dominates(a, b, objectivesOf(list))).toBe(beats(a, b, list));
      }),
    );
  });
});

describe('the Pareto front', () => {
  it('holds exactly the points that none beats, in their order, equal ones all', () => {
    fc.assert(
      fc.property(points, directions, (list, ways) => {
        const expected = list.filter((point) => list.every((other) => !beats(other, point, ways)));
        expect(paretoFront(list, objectivesOf(ways))).toEqual(expected);
      }),
    );
  });

  it('beats everything outside it', () => {
    fc.assert(
      fc.property(points, directions, (list, ways) => {
        const objectives = objectivesOf(ways);
        const front = paretoFront(list, objectives);
        const outside = list.filter((point) => !front.includes(point));
        expect(outside.filter((point) => !front.some((one) => dominates(one, point, objectives)))).toEqual([]);
      }),
    );
  });

  it('of accuracy against latency', () => {
    const trials = [
      { name: 'slow and right', accuracy: 0.95, latencyMs: 9 },
      { name: 'beaten', accuracy: 0.8, latencyMs: 5 },
      { name: 'between', accuracy: 0.9, latencyMs: 5 },
      { name: 'fast', accuracy: 0.7, latencyMs: 1 },
    ];
    const front = paretoFront(trials, [
      { direction: 'maximise', value: ({ accuracy }) => accuracy },
      { direction: 'minimise', value: ({ latencyMs }) => latencyMs },
    ]);
    expect(front.map(({ name }) => name)).toEqual(['slow and right', 'between', 'fast']);
  });
});
