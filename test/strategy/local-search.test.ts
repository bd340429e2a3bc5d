import { describe, expect, it } from 'vitest';
import { createSpace } from '../../lib/space/registry.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import type { Observation } from '../../lib/strategy/strategy.ts';
import { canonicalJson } from '../../lib/trial/json.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { idOf } from '../suites/course.ts';
import { strategySuite } from '../suites/strategy.ts';

const spec = { name: 'local-search', initial: 3 };

strategySuite(spec);

describe('local-search strategy', () => {
  const space = createSpace({ name: 'nasbench201' });
  const random = createStrategy({ name: 'random' }, { space, seed: 7 })
    .suggest(4)
    .map(({ architecture }) => architecture);
  const told = (architectures: readonly JsonObject[], scoreOf: (i: number) => number | undefined) => {
    const strategy = createStrategy(spec, { space, seed: 3 });
    strategy.update(
      architectures.map((architecture, i): Observation => {
        const score = scoreOf(i);
        const trial = { number: i + 1, architecture };
        return score === undefined ? { ...trial, outcome: 'failed' } : { ...trial, outcome: 'complete', score };
      }),
      [],
    );
    return strategy;
  };
  const neighbours = (architecture: JsonObject) => space.neighbours(architecture).map(canonicalJson);

  it('proposes untried neighbours of the best', () => {
    const suggested = told(random, (i) => [1, 9, 3, 2][i])
      .suggest(6)
      .map(idOf);
    expect(neighbours(random[1]!)).toEqual(expect.arrayContaining(suggested));
  });

  it('goes on from the first neighbour that is better', () => {
    const better = space.neighbours(random[1]!)[0]!;
    const suggested = told([...random, better], (i) => [1, 9, 3, 2, 10][i])
      .suggest(6)
      .map(idOf);
    expect(neighbours(better)).toEqual(expect.arrayContaining(suggested));
  });

  it.each([
    ['worse', 0],
    ['failed', undefined],
  ])('begins elsewhere when all neighbours are %s, and climbs from there though it is worse', (_name, score) => {
    const around = [...random.slice(0, 3), ...space.neighbours(random[1]!)];
    const top = told(around, (i) => (i < 3 ? [1, 9, 3][i] : score));
    const elsewhere = top.suggest(1)[0]!.architecture;
    expect(neighbours(random[1]!)).not.toContain(canonicalJson(elsewhere));
    const again = told([...around, elsewhere], (i) => (i < 3 ? [1, 9, 3][i] : i < around.length ? score : 0.5));
    const suggested = again.suggest(6).map(idOf);
    expect(neighbours(elsewhere)).toEqual(expect.arrayContaining(suggested));
  });
});
