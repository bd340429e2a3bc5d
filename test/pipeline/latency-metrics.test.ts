import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latencyMetrics } from '../../lib/pipeline/latency-metrics.ts';
import type { LatencyBound } from '../../lib/spec/latency.ts';
import { latencyDevices } from '../../lib/spec/predicted-devices.ts';

const bound = (device: string, max: number, more: Partial<LatencyBound> = {}): LatencyBound => ({
  device,
  max,
  confidence: 0.5,
  ...more,
});
/** Of predictions in milliseconds, one a device. */
const metrics = (bounds: LatencyBound | readonly LatencyBound[] | undefined, ...ms: readonly number[]) =>
  latencyMetrics(
    latencyDevices(bounds),
    ms.map((mean) => ({ mean, deviation: 1 })),
  );

const ms = fc.double({ min: 0.5, max: 100, noNaN: true });

describe('the latency metrics of a trial', () => {
  it('of one device are its prediction, limited or not', () => {
    const one = { latencyMs: 3, latencyDeviationMs: 1 };
    expect(metrics(undefined, 3)).toEqual(one);
    expect(metrics(bound('phone', 9), 3)).toEqual(one);
  });

  it('of several name all devices but the first', () => {
    expect(metrics([bound('phone', 10), bound('laptop', 4)], 5, 3)).toEqual({
      latencyMs: 5,
      latencyDeviationMs: 1,
      'latencyMs@laptop': 3,
      'latencyDeviationMs@laptop': 1,
      relativeLatency: 0.75,
    });
  });

  it('have a worst case within 1 exactly where all limits hold, and a mean that lies between all devices', () => {
    fc.assert(
      fc.property(ms, ms, ms, ms, ms, (a, b, maxA, maxB, weight) => {
        const worst = metrics([bound('a', maxA), bound('b', maxB)], a, b).relativeLatency!;
        expect(worst <= 1).toBe(a <= maxA && b <= maxB);
        const mean = metrics([bound('a', maxA, { weight }), bound('b', maxB, { weight: 1 })], a, b).relativeLatency!;
        expect(mean).toBeLessThanOrEqual(worst * (1 + 1e-12));
        expect(mean).toBeGreaterThanOrEqual(Math.min(a / maxA, b / maxB) * (1 - 1e-12));
      }),
    );
  });

  it('weigh a soft bound as MnasNet does', () => {
    const soft = { alpha: -0.07, beta: -0.07 };
    const factor = (latency: number, exponents = soft) =>
      metrics(bound('phone', 20, { soft: exponents }), latency).rewardFactor!;
    expect(factor(20)).toBe(1);
    // Twice the latency must bring about 5 % more accuracy.
    expect(factor(20) / factor(40)).toBeCloseTo(1.05, 2);
    expect(factor(10) / factor(20)).toBeCloseTo(1.05, 2);
    const hard = { alpha: 0, beta: -1 };
    expect([factor(5, hard), factor(20, hard), factor(40, hard)]).toEqual([1, 1, 0.5]);
  });

  it('take the latency of a soft bound as surely as it asks', () => {
    const soft = { alpha: 0, beta: -1 };
    expect(metrics(bound('phone', 20, { soft, confidence: 0.9 }), 19).rewardFactor).toBeCloseTo(20 / 20.2816, 4);
  });

  it('multiply what soft bounds of several devices say, and leave out those that are hard', () => {
    const soft = { alpha: -0.1, beta: -1 };
    const [a, b, hard] = [bound('a', 10, { soft }), bound('b', 5, { soft }), bound('c', 1)];
    const factor = metrics([a, b, hard], 20, 10, 0.5).rewardFactor!;
    expect(factor).toBeCloseTo(metrics(a, 20).rewardFactor! * metrics(b, 10).rewardFactor!);
  });

  it('stay finite where a prediction is below 0', () => {
    const soft = { alpha: -2, beta: -2 };
    expect(metrics(bound('phone', 20, { soft }), -3).rewardFactor).toBeGreaterThan(1);
  });
});
