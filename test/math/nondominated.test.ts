import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crowdingDistances, nondominatedFronts } from '../../lib/math/nondominated.ts';
import { paretoFront } from './pareto.ts';

describe('nondominatedFronts', () => {
  it('peels off Pareto front after Pareto front', () => {
    const item = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 });
    const objectives = [0, 1, 2].map((i) => ({ direction: 'minimise', value: (one: Indexed) => one.of[i]! }) as const);
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (items) => {
        let left: readonly Indexed[] = items.map((of, index) => ({ of, index }));
        for (const front of nondominatedFronts(items)) {
          const expected = paretoFront(left, objectives);
          expect(front.toSorted((a, b) => a - b)).toEqual(expected.map(({ index }) => index));
          left = left.filter((one) => !expected.includes(one));
        }
        expect(left).toEqual([]);
      }),
      { seed: 1 },
    );
  });
});

interface Indexed {
  readonly of: readonly number[];
  readonly index: number;
}

describe('crowdingDistances', () => {
  it('adds up how far apart the neighbours are, for each objective in shares of the range', () => {
    const distances = crowdingDistances([
      [0, 10],
      [1, 6],
      [4, 5],
      [10, 0],
    ]);
    expect(distances).toEqual([Infinity, 0.4 + 0.5, 0.9 + 0.6, Infinity]);
  });

  it('takes fronts of one, two and equal items', () => {
    expect(crowdingDistances([])).toEqual([]);
    expect(crowdingDistances([[1, 2]])).toEqual([Infinity]);
    expect(crowdingDistances([[1], [1], [1]])).toEqual([Infinity, 0, Infinity]);
  });
});
