import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reward, scoresOf } from '../../lib/trial/score.ts';
import { completeTrial } from '../pipeline/trials.ts';

const rewardOf = (score: number, rewardFactor: number) =>
  reward(completeTrial(1, score, { predicted: { rewardFactor } }));
const scores = fc.double({ min: -1, max: 1, noNaN: true });
const factors = fc.double({ min: 0.1, max: 2, noNaN: true });

describe('the reward of a trial', () => {
  it('is its score where no soft bound weighs it, and is told only where one does', () => {
    expect(reward(completeTrial(1, 0.9))).toBe(0.9);
    expect(scoresOf(completeTrial(1, 0.9))).toEqual({ score: 0.9 });
    expect(scoresOf(completeTrial(1, 0.8, { predicted: { rewardFactor: 0.5 } }))).toEqual({ score: 0.8, reward: 0.4 });
  });

  it('never grows with the latency, whatever the sign of the score, nor falls with the score', () => {
    fc.assert(
      fc.property(scores, scores, factors, factors, (a, b, slow, fast) => {
        expect(rewardOf(a, Math.min(slow, fast))).toBeLessThanOrEqual(rewardOf(a, Math.max(slow, fast)));
        expect(rewardOf(Math.min(a, b), slow)).toBeLessThanOrEqual(rewardOf(Math.max(a, b), slow));
      }),
    );
  });
});
