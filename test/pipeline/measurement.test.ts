import { describe, expect, it } from 'vitest';
import { bestFinalist, finalists } from '../../lib/pipeline/finalists.ts';
import { measurementOf } from '../../lib/pipeline/measurement.ts';
import { completeTrial } from './trials.ts';

const limit = (max: number, confidence = 0.9, device = 'this-machine') => ({
  device,
  bound: { max, confidence, device },
});

/** Whether architectures that take so many milliseconds hold a limit, measured on a machine twice as slow as its profile. */
const judged = (on: Parameters<typeof measurementOf>[0], ms: readonly number[], deviation = 0.05) =>
  ms.map(
    (_, i) =>
      measurementOf(on, ['a', 'b', 'c', 'd'], { ms: ms.map((one) => 2 * one), slowdown: 2, deviation }).finalists[
        'abcd'[i]!
      ]!,
  );

describe('measurementOf', () => {
  it('takes times to the speed of the profile, and keeps what the clock said', () => {
    const [measured] = judged(limit(10), [8]);
    expect(measured).toEqual({ clockMs: 16, latencyMs: 8, deviationMs: 0.4, holds: 'yes' });
  });

  it('is sure of a limit only where the confidence is met on its side', () => {
    const holds = (confidence: number) =>
      judged(limit(10, confidence), [8, 9.5, 10.5, 12]).map((measured) => measured.holds);
    expect(holds(0.9)).toEqual(['yes', 'unsure', 'unsure', 'no']);
    expect(holds(0.5)).toEqual(['yes', 'yes', 'no', 'no']);
    expect(judged(limit(10), [9.5, 10.5], 0).map((measured) => measured.holds)).toEqual(['yes', 'no']);
  });

  it('judges nothing without a limit', () => {
    expect(judged({ device: 'this-machine' }, [8])[0]).not.toHaveProperty('holds');
  });
});

describe('the winner', () => {
  const trials = [0.99, 0.98, 0.97].map((accuracy, i) =>
    completeTrial(11 + i, accuracy, { kind: 'final', architectureId: 'abc'[i]! }),
  );
  const measured = (on: Parameters<typeof measurementOf>[0], ms: readonly number[]) =>
    measurementOf(on, ['a', 'b', 'c'], { ms, slowdown: 1, deviation: 0.05 });
  const winner = (ms: readonly number[]) => bestFinalist(trials, [measured(limit(10), ms)])?.finalist.architectureId;

  it.each([
    ['the best', [9, 8, 7], 'a'],
    ['the best of those that are not measured to break the limit', [12, 9, 7], 'b'],
    ['the best, although it cannot be told whether it holds the limit', [10.1, 8, 7], 'a'],
    ['the best where all break the limit', [12, 13, 14], 'a'],
  ])('is %s', (_, ms, expected) => expect(winner(ms)).toBe(expected));

  it('holds the limits of all devices where one can', () => {
    const there = measured(limit(10, 0.9, 'my-phone'), [8, 12, 8]);
    const both = [measured(limit(10), [12, 8, 8]), there];
    expect(bestFinalist(trials, both)?.finalist).toMatchObject({
      architectureId: 'c',
      measured: { 'this-machine': { holds: 'yes' }, 'my-phone': { holds: 'yes' } },
    });
  });

  it('leaves those behind that break the limit, and forgets none', () => {
    const measurement = measurementOf(limit(10), ['a', 'b'], { ms: [12, 9], slowdown: 1, deviation: 0 });
    const ranked = finalists(trials, [measurement]);
    expect(ranked.map(({ architectureId }) => architectureId)).toEqual(['b', 'c', 'a']);
    expect(ranked.map(({ measured }) => measured['this-machine']?.holds)).toEqual(['yes', undefined, 'no']);
  });
});
