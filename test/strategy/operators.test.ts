import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { tournament } from '../../lib/strategy/operators/tournament.ts';
import { youngest } from '../../lib/strategy/operators/youngest.ts';

const population = [3, 1, 4, 1, 5].map((score, i) => ({ number: i + 1, architecture: {}, score, costs: [] }));

describe('youngest', () => {
  it.each([
    [2, [4, 5]],
    [5, [1, 2, 3, 4, 5]],
    [9, [1, 2, 3, 4, 5]],
  ])('%i leaves numbers %j', (size, numbers) =>
    expect(youngest(size)(population).map(({ number }) => number)).toEqual(numbers),
  );
});

describe('tournament', () => {
  const wins = (size: number) => {
    const random = randomStream(1, 'wins');
    const winners = Array.from({ length: 5000 }, () => tournament(size)(population, random).score);
    return (score: number) => winners.filter((winner) => winner === score).length / winners.length;
  };

  it('of one draw is uniform', () => expect(wins(1)(5)).toBeCloseTo(1 / 5, 1));

  // P(best of n draws with replacement is the best) = 1 - (4/5)^n
  it.each([2, 3, 10])('of %i draws wins as often as draws with replacement say', (size) =>
    expect(Math.abs(wins(size)(5) - (1 - 0.8 ** size))).toBeLessThan(0.025),
  );
});
