import { describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/engine/engine.ts';
import { latencyPredictor } from '../../lib/hardware/latency.ts';
import { measureDevice } from '../../lib/hardware/measure.ts';
import { type Operator, operatorsOf } from '../../lib/hardware/operators.ts';
import { randomStream } from '../../lib/math/random.ts';
import type { Network } from '../../lib/network/network.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { PROBLEMS } from '../space/problems.ts';
import { CALL, fakeEngine, workMs } from './fake-engine.ts';

const networks = (name: string, count: number, stream = 'networks') => {
  const space = createSpace({ name });
  return Array.from({ length: count }, (_, i) => space.network(space.sample(randomStream(i, stream)), PROBLEMS[name]!));
};
const trueMs = (network: Network, operatorMs: (operator: Operator) => number) =>
  CALL + operatorsOf(network).reduce((sum, operator) => sum + operatorMs(operator), 0);

describe.each(['nasbench201', 'mobile', 'text'])('measureDevice on %s', (name) => {
  const sampled = networks(name, 24);
  const others = networks(name, 20, 'others');
  const options = { device: 'fake' };

  it('recovers a device whose operators cost time by their type and work', () => {
    const profile = measureDevice(fakeEngine(), sampled, options);
    const { latencyMs } = latencyPredictor(profile);
    // A mask is made once for all copies of an operator that reads one, and counts as part of it.
    const within = name === 'text' ? 0.03 : 0.005;
    for (const network of others) {
      expect(Math.abs(latencyMs(network).mean / trueMs(network, workMs) - 1)).toBeLessThan(within);
    }
    expect(profile.check.spearman).toBeGreaterThan(0.999);
    expect(profile.check.meanAbsolutePercentageError).toBeLessThan(1);
  });

  it('knows the odd operator that breaks the rule, once it has measured it', () => {
    const slowKernel = (operator: Operator) =>
      operator.layers.some((layer) => 'kernel' in layer && layer.op !== 'avgPool' && layer.kernel === 3)
        ? 5 * workMs(operator)
        : workMs(operator);
    const profile = measureDevice(fakeEngine(slowKernel), sampled, { ...options, operators: 1000 });
    for (const { network, known } of others.map((network) => ({ network, known: operatorsOf(network) }))) {
      if (!known.every(({ signature }) => signature in profile.operators)) continue;
      expect(latencyPredictor(profile).latencyMs(network).mean / trueMs(network, slowKernel)).toBeCloseTo(1, 1);
    }
    expect(profile.check.spearman).toBeGreaterThan(0.97);
  });

  it('predicts operators it did not measure by the work of those it did', () => {
    const engine = fakeEngine();
    const profile = measureDevice(engine, sampled, { ...options, operators: 25 });
    expect(Object.keys(profile.operators)).toHaveLength(25);
    expect(profile.check.spearman).toBeGreaterThan(0.95);
    expect(profile.check.meanAbsolutePercentageError).toBeLessThan(10);
  });

  it('bears measurements that are off by 5 %', () => {
    const { check } = measureDevice(fakeEngine(workMs, 0.05), sampled, options);
    expect(check.networks).toBe(12);
    expect(check.meanAbsolutePercentageError).toBeLessThan(12);
  });

  it('corrects for a runtime that runs whole networks faster than their parts', () => {
    const parts = fakeEngine();
    const engine = {
      ...parts,
      time: (all: Parameters<Engine['time']>[0]) =>
        parts.time(all, 1).map((ms, i) => (all[i]!.network.output === 'head/dense' ? 0.7 : 1) * ms),
    };
    const { check } = measureDevice(engine, sampled, options);
    expect(check.meanAbsolutePercentageError).toBeLessThan(2);
  });

  it('is plain JSON and fits whoever reads it back', () => {
    const profile = measureDevice(fakeEngine(), sampled, options);
    const copy = JSON.parse(JSON.stringify(profile));
    expect(copy).toEqual(profile);
    expect(latencyPredictor(copy).latencyMs(others[0]!)).toEqual(latencyPredictor(profile).latencyMs(others[0]!));
    expect(profile).toMatchObject({ device: 'fake', engine: 'layers/fake', check: { networks: 12 } });
    expect(profile.model.measured).toHaveLength(24);
  });
});

describe('measureDevice', () => {
  it.each(['detection', 'tabular'])('recovers a device on %s too', (name) => {
    const { check } = measureDevice(fakeEngine(), networks(name, 16), { device: 'fake' });
    expect(check.spearman).toBeGreaterThan(0.995);
    expect(check.meanAbsolutePercentageError).toBeLessThan(2);
  });

  it('refuses too few networks', () => {
    expect(() => measureDevice(fakeEngine(), networks('mobile', 7), { device: 'fake' })).toThrow('7 networks');
  });

  it('times no operator in a network that a runtime could shorten: no two nodes are the same layer on the same inputs', () => {
    const engine = fakeEngine();
    measureDevice(engine, networks('mobile', 8), { device: 'fake' });
    for (const { nodes } of engine.timed.slice(0, -8)) {
      const keys = nodes.map(({ layer, inputs }) => JSON.stringify([layer, inputs]));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
