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

  it('of several devices are chosen by what their latencies come to together', () => {
    const on = (number: number, accuracy: number, latencyMs: number, relativeLatency: number) =>
      completeTrial(number, accuracy, { predicted: { latencyMs, relativeLatency } });
    const several = [on(1, 0.9, 9, 2), on(2, 0.8, 8, 1), on(3, 0.7, 1, 3)];
    expect(contenders(several, ['latencyMs'], 2).map(({ number }) => number)).toEqual([1, 2]);
  });

  it('are those with most reward where a soft bound weighs the score', () => {
    const weighed = (number: number, accuracy: number, rewardFactor: number) =>
      completeTrial(number, accuracy, { predicted: { rewardFactor } });
    const soft = [weighed(1, 0.9, 0.5), weighed(2, 0.8, 0.9), weighed(3, 0.7, 1)];
    expect(contenders(soft, [], 2).map(({ number }) => number)).toEqual([2, 3]);
  });
});
