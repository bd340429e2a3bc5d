import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { mean } from '../../lib/math/statistics.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { ascent } from '../../lib/strategy/controller/ascent.ts';
import { Controller } from '../../lib/strategy/controller/lstm.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { strategySuite } from '../suites/strategy.ts';

strategySuite({ name: 'reinforce' });
strategySuite({ name: 'ppo', batch: 8 });

const DECISIONS = [3, 2, 4];

describe('the controller', () => {
  const controller = () => {
    const created = new Controller(DECISIONS, randomStream(1, 'controller'));
    // Far from where all choices are alike.
    const random = randomStream(2, 'weights');
    for (let i = 0; i < created.weights.length; i++) created.weights[i] = 0.4 * random.normal();
    return created;
  };
  const all = DECISIONS.reduce<readonly (readonly number[])[]>(
    (lists, count) => lists.flatMap((list) => Array.from({ length: count }, (_, choice) => [...list, choice])),
    [[]],
  );

  it('gives all lists of choices a probability of 1 together, and draws each as often as that says', () => {
    const one = controller();
    expect(all.reduce((sum, list) => sum + Math.exp(one.log(list)), 0)).toBeCloseTo(1, 12);
    const random = randomStream(3, 'draws');
    const draws = Array.from({ length: 20_000 }, () => one.draw(random).join());
    for (const list of all) {
      const share = draws.filter((draw) => draw === list.join()).length / draws.length;
      expect(Math.abs(share - Math.exp(one.log(list)))).toBeLessThan(0.015);
    }
  });

  it('has the gradient that finite differences give', () => {
    const [weight, entropy, list] = [0.7, 0.3, [2, 0, 3]];
    const one = controller();
    const gradient = new Float64Array(one.weights.length);
    one.addGradient(list, () => weight, 0, gradient);
    /** Of the log-probability alone: the entropy that is summed up is that along this list. */
    const value = () => weight * one.log(list);
    for (let i = 0; i < one.weights.length; i += 37) expect(gradient[i]).toBeCloseTo(slope(one, i, value), 6);
    const uncertain = new Float64Array(one.weights.length);
    one.addGradient(list, () => 0, entropy, uncertain);
    const entropies = () => entropy * alongThe(one, list);
    for (let i = 0; i < one.weights.length; i += 37) expect(uncertain[i]).toBeCloseTo(slope(one, i, entropies), 6);
  });

  it('comes to draw what is rewarded', () => {
    const one = new Controller(DECISIONS, randomStream(1, 'controller'));
    const climb = ascent(one.weights, 0.02);
    const wanted = [1, 1, 2];
    for (let i = 0; i < 100; i++) {
      const gradient = new Float64Array(one.weights.length);
      one.addGradient(wanted, () => 1, 0, gradient);
      climb(gradient);
    }
    expect(Math.exp(one.log(wanted))).toBeGreaterThan(0.9);
  });

  function slope(one: Controller, i: number, value: () => number): number {
    const [kept, step] = [one.weights[i]!, 1e-5];
    one.weights[i] = kept + step;
    const above = value();
    one.weights[i] = kept - step;
    const below = value();
    one.weights[i] = kept;
    return (above - below) / (2 * step);
  }

  /** Sum of the entropies of the decisions, each given the choices of the list before it. */
  function alongThe(one: Controller, list: readonly number[]): number {
    const starting = (start: readonly number[]) =>
      all
        .filter((other) => start.every((choice, i) => choice === other[i]))
        .reduce((sum, other) => sum + Math.exp(one.log(other)), 0);
    return DECISIONS.reduce((sum, count, i) => {
      const before = list.slice(0, i);
      const given = Array.from({ length: count }, (_, choice) => starting([...before, choice]) / starting(before));
      return sum - given.reduce((part, p) => part + p * Math.log(p), 0);
    }, 0);
  }
});

describe.each(['reinforce', 'ppo'])('%s', (name) => {
  const space = createSpace({ name: 'nasbench201' });
  const worth = (architecture: JsonObject) =>
    (architecture.edges as readonly string[]).filter((edge) => edge === 'nor_conv_3x3').length;

  it('learns what decisions are worth, whatever the scale of scores', () => {
    const proposals = (scale: number, trials: number) => {
      const strategy = createStrategy({ name }, { space, seed: 3 });
      for (let number = 1; number <= trials; number += 5) {
        const told = strategy.suggest(5).map((suggestion, i) => {
          const score = scale * worth(suggestion.architecture);
          return { number: number + i, ...suggestion, outcome: 'complete' as const, score };
        });
        strategy.update(told, []);
      }
      return strategy.suggest(10).map(({ architecture }) => worth(architecture));
    };
    const learnt = proposals(1, 100);
    expect(mean(learnt)).toBeGreaterThan(mean(proposals(1, 5)) + 1);
    expect(proposals(1e6, 100)).toEqual(learnt);
  });
});
