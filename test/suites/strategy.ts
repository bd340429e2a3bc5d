import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpace } from '../../lib/space/registry.ts';
import type { Space } from '../../lib/space/space.ts';
import { createStrategy, strategies } from '../../lib/strategy/registry.ts';
import type { Observation, Strategy } from '../../lib/strategy/strategy.ts';
import { canonicalJson } from '../../lib/trial/json.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { idOf, observe, run, type Spec } from './course.ts';

const CELLS: Spec = { name: 'nasbench201' };
/** 18 architectures. */
const FEW: Spec = {
  name: 'mobile',
  stages: [{ channels: 16, depth: 1 }],
  kernels: [3],
  expansions: [1, 3, 6],
  activations: ['relu'],
};
const FEW_SIZE = 18;

/** What every strategy must do; see lib/strategy/strategy.ts. */
export function strategySuite(spec: Spec): void {
  const cells = createSpace(CELLS);
  const create = (seed = 1, space = cells) => createStrategy(spec, { space, seed });
  const text = (strategy: Strategy, count = 6) => strategy.suggest(count).map(idOf);
  const { severalFidelities } = strategies.find(({ name }) => name === spec.name)!;
  const observations = (count: number) => {
    const space = cells;
    return observe(space, createStrategy({ name: 'random' }, { space, seed: 99 }).suggest(count), 1);
  };
  const told = (...parts: readonly (readonly Observation[])[]) => {
    const strategy = create();
    for (const part of parts) strategy.update(part, []);
    return strategy;
  };
  const many = observations(30);
  const state = text(told(many));

  describe(`${spec.name} strategy`, () => {
    it('proposes the same for the same seed, in another process too, and else for another seed', () => {
      const course = { strategy: spec, space: CELLS, seed: 5, trials: 40, generation: 4 };
      const script = join(import.meta.dirname, 'course.ts');
      const other = execFileSync(process.execPath, [script, JSON.stringify(course)], { encoding: 'utf8' });
      expect(JSON.parse(other)).toEqual(run(course));
      expect(run({ ...course, seed: 6 })).not.toEqual(run(course));
    });

    it('suggests without changing', () => {
      const strategy = told(many);
      const before = canonicalJson(strategy.dump());
      expect(text(strategy)).toEqual(text(strategy));
      expect(canonicalJson(strategy.dump())).toBe(before);
    });

    it('begins every longer suggestion with the shorter ones', () => {
      for (const known of [[], many.slice(0, 3), many]) {
        const longest = text(told(known), 12);
        for (const count of [0, 1, 2, 5, 11]) expect(text(told(known), count)).toEqual(longest.slice(0, count));
      }
    });

    it('knows the same however the observations were split, ordered or repeated', () => {
      fc.assert(
        fc.property(fc.shuffledSubarray([...many], { minLength: many.length }), fc.nat(many.length), (order, cut) => {
          expect(text(told(order.slice(0, cut), order, order.slice(cut)))).toEqual(state);
        }),
        { numRuns: 20, seed: 1 },
      );
    });

    it('ignores what it is told a second time about a number', () => {
      const strategy = told(many);
      strategy.update([{ ...many[0]!, outcome: 'complete', score: 1e9 }], []);
      expect(text(strategy)).toEqual(state);
    });

    it('continues from a dump, sent as JSON, as from a replay', () => {
      const strategy = told(many.slice(0, 20));
      strategy.update([], many.slice(20, 24));
      const restored = create();
      restored.update(many.slice(25), []);
      restored.load(JSON.parse(JSON.stringify(strategy.dump())));
      expect(text(restored)).toEqual(text(strategy));
    });

    it('does not load a dump of another strategy, of another space or of another shape', () => {
      const dump = told(many).dump();
      expect(() => create().load({ ...dump, strategy: 'simulated-annealing' })).toThrow('simulated-annealing');
      expect(() => create().load({ ...dump, space: 'mobile' })).toThrow('mobile');
      expect(() => create().load({ ...dump, observations: [{ outcome: 'failed', number: 'one' }] })).toThrow('number');
    });

    it('takes a trial for active until it is told its outcome', () => {
      const strategy = told(many.slice(0, 20));
      strategy.update([], many.slice(20));
      expect(text(strategy)).not.toEqual(text(told(many.slice(0, 20))));
      strategy.update(many.slice(20), []);
      expect(text(strategy)).toEqual(state);
    });

    it('refuses a complete trial without a finite score, naming the trial', () => {
      const { score: _, ...unscored } = { ...many[0]!, outcome: 'complete' as const };
      expect(() => create().update([unscored], [])).toThrow('trial 1');
      expect(() => create().update([{ ...unscored, score: Number.NaN }], [])).toThrow('NaN');
    });

    it('never proposes what is complete, failed, infeasible, active or proposed in the same call', () => {
      const ids = run({ strategy: spec, space: CELLS, seed: 3, trials: 300, generation: 7 });
      expect(new Set(ids).size).toBe(ids.length);
      const strategy = told(many.slice(0, 20));
      strategy.update([], many.slice(20));
      const known = new Set(many.map(({ architecture }) => canonicalJson(architecture)));
      const proposed = strategy.suggest(50).map(({ architecture }) => canonicalJson(architecture));
      expect(proposed.filter((id) => known.has(id))).toEqual([]);
    });

    it('takes an isomorphic encoding for what was seen', () => {
      const isomorphic = {
        space: 'nasbench201',
        edges: ['nor_conv_3x3', 'none', 'none', 'none', 'none', 'skip_connect'],
      };
      const zero = cells.canonical(isomorphic);
      expect(canonicalJson(zero)).not.toBe(canonicalJson(isomorphic));
      const all = createStrategy(spec, { space: only(cells, zero), seed: 1 });
      all.update([{ number: 1, architecture: isomorphic, outcome: 'complete', score: 1 }], []);
      expect(all.suggest(1)).toEqual([]);
    });

    it('goes on to the last architecture of a small space, then returns fewer', () => {
      const space = createSpace(FEW);
      const strategy = create(1, space);
      expect(new Set(text(strategy, 100)).size).toBe(FEW_SIZE);
      const ids: string[] = [];
      for (let left = strategy.suggest(5); left.length > 0; left = strategy.suggest(5)) {
        if (!severalFidelities) expect(left).toHaveLength(Math.min(5, FEW_SIZE - ids.length));
        strategy.update(observe(space, left, ids.length + 1), []);
        ids.push(...left.map(idOf));
      }
      expect(new Set(ids).size).toBe(ids.length);
      expect(new Set(ids.map((id) => id.split(' @')[0])).size).toBe(FEW_SIZE);
    });
  });
}

/** The space reduced to one architecture. */
const only = (space: Space, architecture: JsonObject): Space => ({
  ...space,
  sample: () => architecture,
  mutate: () => architecture,
  neighbours: () => [],
  decisions: [],
  fromChoices: () => architecture,
  toChoices: () => [],
});
