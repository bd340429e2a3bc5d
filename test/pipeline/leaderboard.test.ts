import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaderboard } from '../../lib/pipeline/leaderboard.ts';
import { completeTrial } from './trials.ts';

const numbers = (trials: Parameters<typeof leaderboard>[0]) => leaderboard(trials).map(({ number }) => number);

describe('leaderboard', () => {
  it('ranks by validation accuracy', () => {
    expect(numbers([completeTrial(1, 0.8), completeTrial(2, 0.9), completeTrial(3, 0.85)])).toEqual([2, 3, 1]);
  });

  it('breaks ties by work, then by number, never by measured latency; unknown work comes last', () => {
    const trials = [
      completeTrial(1, 0.9, { predicted: {} }),
      completeTrial(2, 0.9, { predicted: { macs: 2, latencyMs: 1 } }),
      completeTrial(3, 0.9, { predicted: { macs: 1, latencyMs: 3 } }),
      completeTrial(4, 0.9, { predicted: { macs: 1, latencyMs: 2 } }),
      completeTrial(5, 0.9, { predicted: {} }),
    ];
    expect(numbers(trials)).toEqual([3, 4, 2, 1, 5]);
  });

  it('leaves out what is not complete and what is final', () => {
    const { result: _, ...bare } = completeTrial(1, 0.99);
    const states = ['proposed', 'predicted', 'running', 'failed', 'infeasible'] as const;
    const unfinished = states.map((state, i) => ({ ...bare, number: 10 + i, architectureId: state, state }));
    expect(numbers([...unfinished, completeTrial(2, 0.5), completeTrial(3, 1, { kind: 'final' })])).toEqual([2]);
  });

  it('ranks those that were trained longest first, whatever the others scored', () => {
    const [brief, longer, full] = [{ fidelity: 1 / 9 }, { fidelity: 1 / 3 }, {}];
    expect(numbers([completeTrial(1, 0.9, brief), completeTrial(2, 0.8, longer), completeTrial(3, 0.7, full)])).toEqual(
      [3, 2, 1],
    );
  });

  it('names an architecture once, at its best', () => {
    const again = { architectureId: 'same' };
    expect(numbers([completeTrial(1, 0.7, again), completeTrial(2, 0.9, again), completeTrial(3, 0.8)])).toEqual([
      2, 3,
    ]);
  });

  it('does not depend on the order of the trials', () => {
    const tied = fc.array(
      fc.record({ accuracy: fc.integer({ max: 3, min: 0 }), macs: fc.integer({ max: 2, min: 1 }) }),
    );
    const shuffled = tied
      .map((all) => all.map(({ accuracy, macs }, i) => completeTrial(i + 1, accuracy / 4, { predicted: { macs } })))
      .chain((trials) => fc.tuple(fc.constant(trials), fc.shuffledSubarray(trials, { minLength: trials.length })));
    fc.assert(fc.property(shuffled, ([trials, other]) => void expect(numbers(other)).toEqual(numbers(trials))));
  });
});
