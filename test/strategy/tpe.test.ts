import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { parzen } from '../../lib/strategy/operators/parzen.ts';
import { strategySuite } from '../suites/strategy.ts';

strategySuite({ name: 'tpe', initial: 8 });

describe('the Parzen estimator', () => {
  const decisions = [2, 3];
  const all = [0, 1].flatMap((a) => [0, 1, 2].map((b) => [a, b]));

  it('is uniform while nothing is known', () => {
    for (const list of all) expect(Math.exp(parzen([], decisions).log(list))).toBeCloseTo(1 / 6, 12);
  });

  it('is a distribution, draws by its probabilities, and likes what is known and what is near it', () => {
    const density = parzen([[1, 2]], decisions);
    const probability = (list: readonly number[]) => Math.exp(density.log(list));
    expect(all.reduce((sum, list) => sum + probability(list), 0)).toBeCloseTo(1, 12);
    expect(probability([1, 2])).toBeGreaterThan(probability([1, 0]));
    expect(probability([1, 0])).toBeGreaterThan(probability([0, 0]));
    const random = randomStream(1, 'draws');
    const draws = Array.from({ length: 20_000 }, () => density.draw(random).join());
    for (const list of all) {
      const share = draws.filter((draw) => draw === list.join()).length / draws.length;
      expect(Math.abs(share - probability(list))).toBeLessThan(0.015);
    }
  });

  it('grows narrower as more is known', () => {
    const [few, many] = [1, 20].map((count) => parzen(Array(count).fill([1, 2]), decisions).log([1, 2])) as [
      number,
      number,
    ];
    expect(many).toBeGreaterThan(few);
  });
});
