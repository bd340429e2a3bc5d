import { describe, expect, it } from 'vitest';
import { leastMax, strainOf, violations } from '../../lib/pipeline/bounds.ts';

const device = 'this-machine';
const [metric, deviation] = ['latencyMs', 'latencyDeviationMs'];
const predicted = { latencyMs: 10, latencyDeviationMs: 2, parameters: 1000 };
const broken = (...given: Parameters<typeof violations>) => violations(...given).map(({ field }) => field);

describe('the strain on limits', () => {
  const strain = (...given: Parameters<typeof strainOf>) => Math.exp(strainOf(...given)!);

  it('is the largest share of one, with what its confidence asks', () => {
    const latencyMs = { max: 20, confidence: 0.9, device };
    expect(strain({ latencyMs }, predicted)).toBeCloseTo(12.5631 / 20, 4);
    expect(strain({ latencyMs, parameters: { max: 800 } }, predicted)).toBeCloseTo(1.25, 9);
  });

  it('is above 1 just where a limit is broken', () => {
    for (const max of [12.56, 12.57]) {
      const constraints = { latencyMs: { max, confidence: 0.9, device } };
      expect(strain(constraints, predicted) > 1).toBe(broken(constraints, predicted).length > 0);
    }
  });

  it('is unknown without limits, and of a network that cannot be built', () => {
    expect(strainOf({}, predicted)).toBeUndefined();
    expect(strainOf({ parameters: { max: 1 } }, {})).toBeUndefined();
    expect(strainOf({ parameters: { max: 1 } })).toBeUndefined();
  });
});

describe('constraints', () => {
  it('are broken by what is above them', () => {
    expect(broken({}, predicted)).toEqual([]);
    expect(broken({ parameters: { max: 1000 } }, predicted)).toEqual([]);
    expect(broken({ parameters: { max: 999 } }, predicted)).toEqual(['constraints.parameters']);
  });

  it.each([
    [0.5, 10],
    [0.9, 12.5631],
    [0.99, 14.6527],
  ])('want a latency to hold with a probability of %d: below %d', (confidence, least) => {
    const within = (max: number) => broken({ latencyMs: { max, confidence, device } }, predicted);
    expect(leastMax({ metric, deviation, confidence }, predicted)).toBeCloseTo(least, 3);
    expect([within(least + 0.001), within(least - 0.001)]).toEqual([[], ['constraints.latencyMs']]);
  });

  it('want an energy to hold as surely where it was measured, and take a model as it is', () => {
    const within = (deviation: object) =>
      broken({ energyMj: { max: 10, confidence: 0.9 } }, { energyMj: 9, ...deviation });
    expect([within({}), within({ energyDeviationMj: 1 })]).toEqual([[], ['constraints.energyMj']]);
  });

  it('of searches from before there was a confidence take predictions as they are', () => {
    const stored = { latencyMs: { max: 10, device } } as never;
    expect(broken(stored, predicted)).toEqual([]);
    expect(broken(stored, { ...predicted, latencyMs: 10.01 })).toEqual(['constraints.latencyMs']);
    expect(leastMax({ metric, deviation, confidence: 0.9 }, { latencyMs: 7 })).toBe(7);
  });

  it('must hold on every device, each as surely as it asks', () => {
    const latencyMs = [
      { max: 11, confidence: 0.5, device },
      { max: 5, confidence: 0.9, device: 'phone' },
    ];
    const both = { ...predicted, 'latencyMs@phone': 4, 'latencyDeviationMs@phone': 0.5 };
    expect(broken({ latencyMs }, both)).toEqual([]);
    expect(broken({ latencyMs }, { ...both, 'latencyDeviationMs@phone': 1 })).toEqual(['constraints.latencyMs[1]']);
    expect(broken({ latencyMs }, { ...both, latencyMs: 12 })).toEqual(['constraints.latencyMs[0]']);
  });

  it('that are soft are never broken', () => {
    const soft = { alpha: -0.07, beta: -0.07 };
    expect(broken({ latencyMs: { max: 1, confidence: 0.9, device, soft } }, predicted)).toEqual([]);
  });
});
