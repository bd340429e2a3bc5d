import { describe, expect, it } from 'vitest';
import { contenders } from '../../lib/pipeline/contenders.ts';
import { completeTrial } from './trials.ts';

describe('contenders', () => {
  const trial = (number: number, accuracy: number, macs: number) =>
    completeTrial(number, accuracy, { predicted: { macs, parameters: 1, latencyMs: 1 } });
  const trials = [trial(1, 0.9, 100), trial(2, 0.89, 99), trial(3, 0.7, 50), trial(4, 0.5, 10), trial(5, 0.6, 60)];
  const chosen = (count: number, minimise: Parameters<typeof contenders>[1]) =>
    contenders(trials, minimise, count).map(({ number }) => number);

  it('are the best where there is one objective', () => {
    expect(chosen(3, [])).toEqual([1, 2, 3]);
  });

  it('are the ends of the front and what lies between, from the best on, where there are several', () => {
    expect(chosen(2, ['macs'])).toEqual([1, 4]);
    expect(chosen(3, ['macs'])).toEqual([1, 3, 4]);
    expect(chosen(5, ['macs'])).toEqual([1, 2, 3, 5, 4]);
  });
});
