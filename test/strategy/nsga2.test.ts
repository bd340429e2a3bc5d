import { describe, expect, it } from 'vitest';
import { crowded } from '../../lib/strategy/operators/crowded.ts';
import { strategySuite } from '../suites/strategy.ts';

strategySuite({ name: 'nsga2', population: 6, initial: 4 });

describe('survival by crowding', () => {
  const individual = (number: number, score: number, ...costs: number[]) => ({
    number,
    architecture: {},
    score,
    costs,
  });
  const population = [
    individual(1, 1, 5),
    individual(2, 10, 10),
    individual(3, 9, 9.5),
    individual(4, 0, 0),
    individual(5, 9, 20),
    individual(6, 5, 4),
  ];
  const survivors = (size: number) => crowded(size)(population).map(({ number }) => number);

  it('takes the ends of the front, then where it is emptiest, then the next front', () => {
    expect(survivors(6)).toEqual([2, 4, 6, 3, 1, 5]);
    expect(survivors(3)).toEqual([2, 4, 6]);
  });

  it('gives a better place a higher score', () => {
    expect(crowded(3)(population).map(({ score }) => score)).toEqual([3, 2, 1]);
  });

  it('is survival of the fittest where there is one objective', () => {
    expect(crowded(2)([individual(1, 3), individual(2, 9), individual(3, 5)]).map(({ number }) => number)).toEqual([
      2, 3,
    ]);
  });
});
