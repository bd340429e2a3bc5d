import { describe, expect, it } from 'vitest';
import { categoricalSpace } from '../../lib/benchmark/categorical.ts';
import { mean } from '../../lib/math/statistics.ts';
import { hyperbandShapes } from '../../lib/strategy/fidelity/shapes.ts';
import { createStrategy } from '../../lib/strategy/registry.ts';
import type { Observation, Suggestion } from '../../lib/strategy/strategy.ts';
import { strategySuite } from '../suites/strategy.ts';

for (const name of ['successive-halving', 'hyperband', 'asha', 'bohb']) strategySuite({ name });

const space = categoricalSpace([10, 10, 10]);
/** What all fidelities agree on. */
const worth = ({ architecture }: Suggestion) => Number((architecture.choices as readonly number[]).join(''));

/** Trials of a search of `generation` at a time; some numbers fail or are infeasible. */
function search(
  spec: { readonly name: string; readonly selectivity?: number },
  trials: number,
  { generation = 1, failed = [] as readonly number[], infeasible = [] as readonly number[] } = {},
): readonly Observation[] {
  const strategy = createStrategy(spec, { space, seed: 1 });
  const told: Observation[] = [];
  while (told.length < trials) {
    const observations = strategy.suggest(generation).map((suggestion, i): Observation => {
      const trial = { number: told.length + 1 + i, ...suggestion };
      if (failed.includes(trial.number)) return { ...trial, outcome: 'failed' };
      if (infeasible.includes(trial.number)) return { ...trial, outcome: 'infeasible' };
      return { ...trial, outcome: 'complete', score: worth(suggestion) };
    });
    strategy.update(observations, []);
    told.push(...observations);
  }
  return told;
}

const best = (trials: readonly Observation[], count: number) =>
  trials
    .filter(({ score }) => score !== undefined)
    .map(worth)
    .sort((a, b) => b - a)
    .slice(0, count);

describe('brackets of Hyperband', () => {
  it('are those of the paper for a reduction of 3 over 81', () => {
    const shapes = hyperbandShapes([1 / 81, 1 / 27, 1 / 9, 1 / 3, 1], 1);
    expect(shapes.map((shape) => shape.map(({ size }) => size))).toEqual([
      [81, 27, 9, 3, 1],
      [34, 11, 3, 1],
      [15, 5, 1],
      [8, 2],
      [5],
    ]);
  });

  it('send fewer on, and begin with more instead, where they select more strictly', () => {
    const sizes = (selectivity: number) =>
      hyperbandShapes([0.1, 0.3, 1], selectivity).map((shape) => shape.map(({ size }) => size));
    expect(sizes(1)).toEqual([[10, 3, 1], [5, 1], [3]]);
    expect(sizes(1.5)).toEqual([[16, 3, 1], [7, 1], [3]]);
  });
});

/** All shares cost the same. */
const EVEN = { name: 'successive-halving', selectivity: 1 };

describe('successive halving', () => {
  it('trains many briefly, the best for longer and the best of those in full, then begins again', () => {
    const trials = search(EVEN, 15);
    const rung = (fidelity: number) => trials.filter((trial) => trial.fidelity === fidelity);
    expect(trials.slice(0, 10)).toEqual(rung(0.1).slice(0, 10));
    expect(trials.slice(10, 13).map(worth)).toEqual(best(trials.slice(0, 10), 3));
    expect(trials.slice(10, 13)).toEqual(rung(0.3));
    expect(trials[13]).toMatchObject({ fidelity: 1, architecture: trials[10]!.architecture });
    expect(trials[14]).toMatchObject({ fidelity: 0.1 });
  });

  it('begins the next bracket while results are out', () => {
    const strategy = createStrategy(EVEN, { space, seed: 1 });
    const suggestions = strategy.suggest(20);
    expect(suggestions.every(({ fidelity }) => fidelity === 0.1)).toBe(true);
    strategy.update(
      suggestions.map((suggestion, i) => ({
        number: i + 1,
        ...suggestion,
        outcome: 'complete',
        score: worth(suggestion),
      })),
      [],
    );
    const next = strategy.suggest(6);
    const promoted = (from: number) =>
      best(
        suggestions.slice(from, from + 10).map((one, i) => ({ ...one, number: i, outcome: 'complete', score: 0 })),
        3,
      );
    expect(next.map(worth)).toEqual([...promoted(0), ...promoted(10)]);
  });

  it('sends no failed trial on, gives infeasible ones no place, and goes on with fewer when too many fail', () => {
    const some = search(EVEN, 14, { failed: [1, 2], infeasible: [3] });
    expect(some.slice(0, 11).map(({ fidelity }) => fidelity)).toEqual(Array(11).fill(0.1));
    expect(some.slice(11, 14).map(worth)).toEqual(best(some.slice(0, 11), 3));
    const most = search(EVEN, 13, { failed: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
    expect(most[10]).toMatchObject({ fidelity: 0.3, architecture: most[9]!.architecture });
    expect(most[11]).toMatchObject({ fidelity: 1, architecture: most[9]!.architecture });
    expect(most[12]).toMatchObject({ fidelity: 0.1 });
  });
});

describe('Hyperband', () => {
  it('has each of its brackets a third as often as the one before', () => {
    const spec = { name: 'hyperband', selectivity: 1 };
    const shares = search(spec, 190).map(({ fidelity }) => Math.round(10 * fidelity!));
    const eager = [...Array(10).fill(1), 3, 3, 3, 10];
    const pair = [...eager, ...eager];
    const patient = [...Array(5).fill(3), 10];
    const full = Array(3).fill(10);
    const all = [...pair, ...patient, ...pair, ...patient, ...pair, ...full];
    expect(shares).toEqual([...all, ...all].slice(0, 190));
  });

  it.each([[[0.5, 0.2, 1]], [[0.1, 0.5]], [[0, 1]]])('refuses the shares %j', (fidelities) => {
    expect(() => createStrategy({ name: 'hyperband', fidelities }, { space, seed: 1 })).toThrow('fidelities');
  });
});

describe('ASHA', () => {
  it('sends on whoever is among the best of a rung so far, at once', () => {
    const trials = search({ name: 'asha', selectivity: 1 }, 60);
    expect(trials.slice(0, 3).map(({ fidelity }) => fidelity)).toEqual(Array(3).fill(0.1));
    expect(trials[3]).toMatchObject({ fidelity: 0.3 });
    expect(worth(trials[3]!)).toBe(best(trials.slice(0, 3), 1)[0]);
    for (const [i, trial] of trials.entries()) {
      if (trial.fidelity === 0.1) continue;
      const below = trials.slice(0, i).filter((one) => one.fidelity === (trial.fidelity === 1 ? 0.3 : 0.1));
      const times = trial.fidelity === 1 ? 1 / 0.3 : 3;
      expect(best(below, Math.floor(below.length / times + 1e-9))).toContain(worth(trial));
    }
    expect(trials.some(({ fidelity }) => fidelity === 1)).toBe(true);
  });
});

it.each(['successive-halving', 'asha'])('%s begins more where it selects more strictly', (name) => {
  const begun = (selectivity: number) =>
    search({ name, selectivity }, 100).filter(({ fidelity }) => fidelity === 0.1).length;
  expect(begun(1.5)).toBeGreaterThan(begun(1) + 5);
});

describe('BOHB', () => {
  it('draws like the good ones', () => {
    const wide = categoricalSpace(Array(8).fill(4));
    const strategy = createStrategy({ name: 'bohb', random: 0 }, { space: wide, seed: 1 });
    const threes = ({ architecture }: Suggestion) =>
      (architecture.choices as readonly number[]).filter((choice) => choice === 3).length;
    const entries: number[] = [];
    for (let number = 1; number <= 200; number++) {
      const [suggestion] = strategy.suggest(1) as [Suggestion];
      if (suggestion.fidelity === 0.1) entries.push(threes(suggestion));
      strategy.update([{ number, ...suggestion, outcome: 'complete', score: threes(suggestion) }], []);
    }
    expect(mean(entries.slice(-20))).toBeGreaterThan(mean(entries.slice(0, 9)) + 2);
  });
});
