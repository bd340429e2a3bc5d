import { describe, expect, it } from 'vitest';
import { leastMax, violations } from '../../lib/pipeline/bounds.ts';

const device = 'this-machine';
const predicted = { latencyMs: 10, latencyDeviationMs: 2, parameters: 1000 };

describe('constraints', () => {
  it('are broken by what is above them', () => {
    expect(violations({}, predicted)).toEqual([]);
    expect(violations({ parameters: { max: 1000 } }, predicted)).toEqual([]);
    expect(violations({ parameters: { max: 999 } }, predicted)).toEqual(['parameters']);
  });

  it.each([
    [0.5, 10],
    [0.9, 12.5631],
    [0.99, 14.6527],
  ])('want a latency to hold with a probability of %d: below %d', (confidence, least) => {
    const within = (max: number) => violations({ latencyMs: { max, confidence, device } }, predicted);
    expect(leastMax('latencyMs', { max: 1, confidence }, predicted)).toBeCloseTo(least, 3);
    expect([within(least + 0.001), within(least - 0.001)]).toEqual([[], ['latencyMs']]);
  });

  it('want an energy to hold as surely where it was measured, and take a model as it is', () => {
    const within = (deviation: object) =>
      violations({ energyMj: { max: 10, confidence: 0.9 } }, { energyMj: 9, ...deviation });
    expect([within({}), within({ energyDeviationMj: 1 })]).toEqual([[], ['energyMj']]);
  });

  it('of searches from before there was a confidence take predictions as they are', () => {
    const stored = { latencyMs: { max: 10, device } } as never;
    expect(violations(stored, predicted)).toEqual([]);
    expect(violations(stored, { ...predicted, latencyMs: 10.01 })).toEqual(['latencyMs']);
    expect(leastMax('latencyMs', { max: 1, confidence: 0.9 }, { latencyMs: 7 })).toBe(7);
  });
});
