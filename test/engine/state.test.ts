import { describe, expect, it } from 'vitest';
import { averageDecay, initialState, stateEntries, weightsFor } from '../../lib/engine/state.ts';
import { inferenceNetwork } from '../../lib/network/inference.ts';
import { withAuxiliary } from '../suites/engine/auxiliary.ts';
import { roughWeights } from '../suites/engine/fixtures.ts';
import { recipeOf } from '../trial/recipe.ts';

describe('the state of a training', () => {
  const network = withAuxiliary();
  const weights = roughWeights(network);
  const names = (changes: Parameters<typeof recipeOf>[0]) =>
    stateEntries(network, recipeOf(changes))
      .map(({ name }) => name)
      .filter((name) => !weights.has(name) && (name === 'step' || name.endsWith('/last/bias')));

  it('has what the recipe moves', () => {
    expect(names({})).toEqual(['momentum/last/bias']);
    expect(names({ ema: 0.9 })).toEqual(['momentum/last/bias', 'ema/last/bias', 'step']);
    expect(names({ optimiser: 'adamw' })).toEqual(['m/last/bias', 'v/last/bias', 'step']);
  });

  it('begins with weights as given, slots of zero and averages that are copies', () => {
    const state = initialState(stateEntries(network, recipeOf({ ema: 0.9 })), weights);
    expect(state.get('second/mean')).toEqual(weights.get('second/mean'));
    expect(state.has('ema/second/mean')).toBe(false);
    expect(state.get('ema/last/bias')).toEqual(weights.get('last/bias'));
    expect(state.get('momentum/last/bias')).toEqual(new Float32Array(3));
  });

  it('refuses weights that do not fit', () => {
    const entries = stateEntries(network, recipeOf());
    expect(() => initialState(entries, new Map(weights).set('momentum/last/bias', new Float32Array(3)))).toThrow(
      /^state momentum\/last\/bias: the network has no such weight$/,
    );
    expect(() => initialState(entries, new Map([...weights].slice(1)))).toThrow(
      /^state first\/conv\/kernel: got nothing/,
    );
  });

  it('gives a network its weights among others', () => {
    const main = inferenceNetwork(network);
    expect([...weightsFor(main, weights).keys()]).toEqual([...roughWeights(main).keys()]);
    expect(() => weightsFor(main, new Map())).toThrow(
      /^weights first\/conv\/kernel: got nothing; allowed: 36 numbers$/,
    );
  });

  it('averages little at first', () => {
    expect(averageDecay(0.99, 1)).toBe(2 / 11);
    expect(averageDecay(0.99, 890)).toBeCloseTo(0.99, 10);
    expect(averageDecay(0.99, 10_000)).toBe(0.99);
  });
});
