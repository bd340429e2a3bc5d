import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { mean } from '../../lib/math/statistics.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import type { Observation, Strategy } from '../../lib/strategy/strategy.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { strategySuite } from '../suites/strategy.ts';

const spec = { name: 'bayesian', initial: 8, candidates: 200 };

const others = [
  { surrogate: 'forest', acquisition: 'thompson' },
  { surrogate: 'gaussian-process', acquisition: 'ucb' },
] as const;

strategySuite(spec);
describe.each(others)('with $surrogate and $acquisition', (options) => strategySuite({ ...spec, ...options }));

describe('bayesian strategy', () => {
  const space = createSpace({ name: 'nasbench201' });
  const worth = (architecture: JsonObject) =>
    (architecture.edges as readonly string[]).filter((edge) => edge === 'nor_conv_3x3').length;
  const told = (count: number, score = worth, options: object = {}, seed = 5) => {
    const strategy = createStrategy({ ...spec, ...options }, { space, seed: 3 });
    const random = randomStream(seed, 'told');
    const observations = Array.from({ length: count }, (_, i) => {
      const architecture = space.sample(random);
      return { number: i + 1, architecture, outcome: 'complete' as const, score: score(architecture) };
    });
    strategy.update(observations, []);
    return strategy;
  };
  const suggested = (strategy: Strategy, count: number) =>
    strategy.suggest(count).map(({ architecture }) => architecture);

  it('learns what decisions are worth', () => {
    const before = mean(suggested(told(4), 10).map(worth));
    const after = mean(suggested(told(60), 10).map(worth));
    expect(after).toBeGreaterThan(before + 1.5);
  });

  it.each(others)('learns it with $surrogate and $acquisition too', (options) => {
    const found = (count: number) =>
      mean([5, 6, 7, 8].flatMap((seed) => suggested(told(count, worth, options, seed), 10).map(worth)));
    const [before, after] = [found(4), found(120)];
    expect(after).toBeGreaterThan(before + 1.5);
  });

  it('learns what holds a limit, from what is infeasible too, and proposes that', () => {
    const limit = 2.5;
    const limited = (strained: boolean) => {
      const strategy = createStrategy(spec, { space, seed: 3 });
      const random = randomStream(5, 'told');
      strategy.update(
        Array.from({ length: 80 }, (_, i): Observation => {
          const architecture = space.sample(random);
          const trial = { number: i + 1, architecture };
          const score = worth(architecture);
          const strain = strained && { strain: Math.log((score + 0.1) / limit) };
          return score > limit
            ? { ...trial, ...strain, outcome: 'infeasible' }
            : { ...trial, ...strain, outcome: 'complete', score };
        }),
        [],
      );
      return suggested(strategy, 20).map(worth);
    };
    const holding = (all: readonly number[]) => all.filter((one) => one <= limit).length;
    expect(holding(limited(true))).toBeGreaterThanOrEqual(15);
    expect(holding(limited(false))).toBeLessThan(10);
    expect(mean(limited(true)), 'the best that hold it').toBeGreaterThan(1.7);
  });

  it('names the surrogates there are', () => {
    expect(() => told(0, worth, { surrogate: 'oracle' })).toThrow('surrogate');
  });

  it('spreads over the Pareto front of several objectives', () => {
    const cost = (architecture: JsonObject) =>
      (architecture.edges as readonly string[]).filter((edge) => edge !== 'none').length;
    const strategy = createStrategy(spec, { space, seed: 3 });
    const random = randomStream(5, 'told');
    strategy.update(
      Array.from({ length: 60 }, (_, i) => {
        const architecture = space.sample(random);
        const [score, costs] = [worth(architecture), [cost(architecture)]];
        return { number: i + 1, architecture, outcome: 'complete' as const, score, costs };
      }),
      [],
    );
    const spread = suggested(strategy, 20);
    // On the front there is nothing but 3x3 convolutions and emptiness.
    const waste = (architectures: readonly JsonObject[]) => mean(architectures.map((one) => cost(one) - worth(one)));
    expect(waste(spread)).toBeLessThan(waste(suggested(told(4), 20)) - 1);
    expect(Math.max(...spread.map(worth)) - Math.min(...spread.map(worth))).toBeGreaterThanOrEqual(3);
  });

  it('heeds the order of scores alone', () => {
    const suggestions = told(40).suggest(5);
    expect(told(40, (architecture) => 10 ** worth(architecture)).suggest(5)).toEqual(suggestions);
  });

  it('knows no more than it can fit, of thousands of trials', () => {
    expect(mean(suggested(told(2000), 10).map(worth))).toBeGreaterThan(3);
  });
});
