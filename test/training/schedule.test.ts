import { describe, expect, it } from 'vitest';
import { learningRateAt } from '../../lib/training/schedule.ts';
import type { Recipe } from '../../lib/trial/recipe.ts';
import pytorch from './schedule/pytorch.json' with { type: 'json' };

const PEAK = 0.4;

const rates = (schedule: Recipe['schedule'], warmup: number, steps: number) =>
  Array.from({ length: steps }, (_, step) => learningRateAt({ learningRate: PEAK, schedule, warmup }, step, steps));

function expectClose(got: readonly number[], expected: readonly number[]): void {
  expect(got).toHaveLength(expected.length);
  for (const [step, rate] of got.entries()) expect(rate, `step ${step}`).toBeCloseTo(expected[step]!, 12);
}

describe('learningRateAt', () => {
  it('rises linearly, then falls along half a cosine towards 0', () => {
    const all = rates('cosine', 0.2, 10);
    expectClose(all, [0.2, 0.4, ...Array.from({ length: 8 }, (_, i) => 0.2 * (1 + Math.cos((Math.PI * i) / 8)))]);
    expect(all.at(-1)).toBeGreaterThan(0);
  });

  it('stays at the peak when constant', () => {
    expect(rates('constant', 0, 5)).toEqual([0.4, 0.4, 0.4, 0.4, 0.4]);
    expect(rates('constant', 0.5, 4)).toEqual([0.2, 0.4, 0.4, 0.4]);
  });

  it('falls by steps after the rise', () => {
    expectClose(rates('step', 0.25, 8), [0.2, 0.4, 0.4, 0.4, 0.04, 0.04, 0.004, 0.004]);
  });

  it('may rise all the way', () => {
    for (const schedule of ['cosine', 'constant', 'step'] as const) {
      expectClose(rates(schedule, 1, 4), [0.1, 0.2, 0.3, 0.4]);
    }
  });

  it.each(pytorch)("is PyTorch's $schedule with a warm-up of $warmup", ({ schedule, warmup, rates: expected }) => {
    expectClose(rates(schedule as Recipe['schedule'], warmup, expected.length), expected);
  });

  it('is a number however few steps there are', () => {
    for (const schedule of ['constant', 'cosine', 'oneCycle', 'step'] as const) {
      for (const warmup of [0, 0.3, 0.5, 1]) {
        for (const steps of [1, 2, 3]) {
          for (const rate of rates(schedule, warmup, steps)) {
            expect(rate, `${schedule} ${warmup} ${steps}`).toBeGreaterThan(0);
            expect(rate).toBeLessThan(PEAK * 1.0001);
          }
        }
      }
    }
  });
});
