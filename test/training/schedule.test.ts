import { describe, expect, it } from 'vitest';
import { learningRateAt } from '../../lib/training/schedule.ts';

const rates = (schedule: 'cosine' | 'constant', warmup: number, steps: number) =>
  Array.from({ length: steps }, (_, step) => learningRateAt({ learningRate: 0.4, schedule, warmup }, step, steps));

describe('learningRateAt', () => {
  it('rises linearly, then falls along half a cosine towards 0', () => {
    const all = rates('cosine', 0.2, 10);
    const expected = [0.2, 0.4, ...Array.from({ length: 8 }, (_, i) => 0.2 * (1 + Math.cos((Math.PI * i) / 8)))];
    for (const [i, rate] of all.entries()) expect(rate).toBeCloseTo(expected[i]!, 12);
    expect(all.at(-1)).toBeGreaterThan(0);
  });

  it('stays at the peak when constant', () => {
    expect(rates('constant', 0, 5)).toEqual([0.4, 0.4, 0.4, 0.4, 0.4]);
    expect(rates('constant', 0.5, 4)).toEqual([0.2, 0.4, 0.4, 0.4]);
  });

  it('may rise all the way', () => {
    for (const schedule of ['cosine', 'constant'] as const) {
      const all = rates(schedule, 1, 4);
      for (const [i, rate] of all.entries()) expect(rate).toBeCloseTo(0.1 * (i + 1), 12);
    }
  });
});
