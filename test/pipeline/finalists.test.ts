import { describe, expect, it } from 'vitest';
import { bestFinalist, finalists } from '../../lib/pipeline/finalists.ts';
import type { Trial } from '../../lib/trial/trial.ts';
import { completeTrial } from './trials.ts';

const final = (number: number, architectureId: string, accuracy: number, testAccuracy = 0.5): Trial =>
  completeTrial(number, accuracy, { kind: 'final', architectureId, seed: number, metrics: { testAccuracy } });

describe('finalists', () => {
  const trials = [
    completeTrial(1, 0.999, { architectureId: 'a' }),
    final(11, 'a', 0.99),
    final(12, 'a', 0.95),
    final(13, 'b', 0.98),
    final(14, 'b', 0.975),
  ];

  it('ranks architectures by their mean over seeds, not by their luckiest seed', () => {
    const ranked = finalists(trials);
    expect(ranked.map(({ architectureId }) => architectureId)).toEqual(['b', 'a']);
    expect(ranked.map(({ reward }) => reward)).toEqual([expect.closeTo(0.9775), expect.closeTo(0.97)]);
  });

  it('ships the winner in its best seed', () => {
    expect(bestFinalist(trials)?.trial.number).toBe(13);
    expect(bestFinalist(trials)?.finalist.architectureId).toBe('b');
  });

  it('never looks at test accuracy', () => {
    const lucky = [
      final(11, 'a', 0.97, 1),
      final(12, 'a', 0.96, 0.1),
      final(13, 'b', 0.98, 0.1),
      final(14, 'b', 0.975, 1),
    ];
    expect(bestFinalist(lucky)?.trial.number).toBe(13);
  });

  it('counts only the seeds that were trained to the end', () => {
    const { result: _, ...failed } = final(12, 'a', 0);
    const ranked = finalists([final(11, 'a', 0.99), { ...failed, state: 'failed' }, final(13, 'b', 0.98)]);
    expect(ranked.map(({ architectureId, trials }) => [architectureId, trials.length])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
  });

  it('breaks ties by work, then by number', () => {
    const slow = final(11, 'slow', 0.9);
    const tied = [{ ...slow, predicted: { macs: 90_000 } }, final(13, 'later', 0.9), final(12, 'first', 0.9)];
    expect(finalists(tied).map(({ architectureId }) => architectureId)).toEqual(['first', 'later', 'slow']);
  });

  it('is undefined before anything was retrained', () => {
    expect(finalists([completeTrial(1, 0.9)])).toEqual([]);
    expect(bestFinalist([completeTrial(1, 0.9)])).toBeUndefined();
  });
});
