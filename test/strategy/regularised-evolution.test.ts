import { describe, expect, it } from 'vitest';
import { createSpace } from '../../lib/space/registry.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import type { Observation } from '../../lib/strategy/strategy.ts';
import { canonicalJson } from '../../lib/trial/json.ts';
import { idOf, run } from '../suites/course.ts';
import { strategySuite } from '../suites/strategy.ts';

const spec = { name: 'regularised-evolution', population: 4, initial: 4, sample: 2 };

strategySuite(spec);

describe('regularised-evolution strategy', () => {
  const space = createSpace({ name: 'nasbench201' });
  const random = createStrategy({ name: 'random' }, { space, seed: 7 })
    .suggest(12)
    .map(({ architecture }) => architecture);
  const complete = (scores: readonly number[]): readonly Observation[] =>
    scores.map((score, i) => ({ number: i + 1, architecture: random[i]!, outcome: 'complete', score }));
  const suggest = (observations: readonly Observation[], options = {}, active: readonly Observation[] = []) => {
    const strategy = createStrategy({ ...spec, ...options }, { space, seed: 3 });
    strategy.update(observations, active);
    return strategy.suggest(8);
  };
  const neighboursOf = (numbers: readonly number[]) =>
    new Set(numbers.flatMap((number) => space.neighbours(random[number - 1]!).map(canonicalJson)));

  it('mutates the best of the population when the tournament is large', () => {
    const best = neighboursOf([6]);
    for (const child of suggest(complete([1, 2, 3, 4, 5, 9, 7]), { sample: 100 })) {
      expect(best).toContain(idOf(child));
    }
  });

  it('forgets the oldest, however good they were', () => {
    const young = neighboursOf([4, 5, 6, 7]);
    for (const child of suggest(complete([90, 99, 80, 4, 5, 6, 7]), { sample: 100 })) {
      expect(young).toContain(idOf(child));
      expect(neighboursOf([7])).toContain(idOf(child));
    }
  });

  it('takes no failed or infeasible trial for a parent', () => {
    const failed = complete([1, 2, 3, 4, 5, 6]).map(
      (trial): Observation =>
        trial.number === 4 ? trial : { number: trial.number, architecture: trial.architecture, outcome: 'failed' },
    );
    const parents = neighboursOf([4]);
    const children = suggest(failed, {}, complete([1, 2, 3, 4, 5, 6, 7, 8, 9]).slice(6));
    for (const child of children) expect(parents).toContain(idOf(child));
  });

  it('samples until the population is full, counting trials under way, and then proposes from those known', () => {
    const create = () => createStrategy(spec, { space, seed: 3 });
    const same = (a: Observation['score'], b: Observation['score']) => {
      const [one, other] = [create(), create()];
      one.update([{ number: 1, architecture: random[0]!, outcome: 'complete', score: a! }], []);
      other.update([{ number: 1, architecture: random[11]!, outcome: 'complete', score: b! }], []);
      return [one.suggest(6).map(idOf), other.suggest(6).map(idOf)] as const;
    };
    const [one, other] = same(1, 2);
    // trials 2, 3 and 4 are samples whatever trial 1 was; trial 5 descends from it
    expect(one.slice(0, 3)).toEqual(other.slice(0, 3));
    expect(neighboursOf([1])).toContain(one[3]);
    expect(neighboursOf([12])).toContain(other[3]);
  });

  it.each([
    { options: { population: 0 }, field: 'population' },
    { options: { sample: 1.5 }, field: 'sample' },
    { options: { mutation: 'all' }, field: 'mutation' },
  ])('refuses $options', ({ options, field }) => {
    const invalid = { ...spec, ...(options as object) };
    expect(() => createStrategy(invalid, { space, seed: 1 })).toThrow(field);
  });

  it('keeps proposing what it did in earlier versions', () => {
    const course = { space: { name: 'nasbench201' }, seed: 1, trials: 8, generation: 1 };
    expect(run({ strategy: spec, ...course }).slice(4)).toMatchInlineSnapshot(`
      [
        "{"edges":["skip_connect","skip_connect","nor_conv_1x1","nor_conv_3x3","avg_pool_3x3","skip_connect"],"space":"nasbench201"}",
        "{"edges":["nor_conv_1x1","nor_conv_1x1","skip_connect","nor_conv_3x3","nor_conv_1x1","skip_connect"],"space":"nasbench201"}",
        "{"edges":["skip_connect","skip_connect","nor_conv_1x1","none","none","nor_conv_1x1"],"space":"nasbench201"}",
        "{"edges":["skip_connect","none","nor_conv_1x1","nor_conv_3x3","avg_pool_3x3","nor_conv_1x1"],"space":"nasbench201"}",
      ]
    `);
  });
});
