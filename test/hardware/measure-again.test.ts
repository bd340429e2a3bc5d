import { describe, expect, it } from 'vitest';
import type { Engine } from '../../lib/engine/engine.ts';
import { measureDevice, timeNetworks } from '../../lib/hardware/measure.ts';
import { measureAgain } from '../../lib/hardware/measure-again.ts';
import { randomStream } from '../../lib/math/random.ts';
import type { Network } from '../../lib/network/network.ts';
import { createSpace } from '../../lib/space/registry.ts';
import { PROBLEMS } from '../space/problems.ts';
import { fakeEngine, workMs } from './fake-engine.ts';

const space = createSpace({ name: 'mobile' });
const networks = (stream: string, count: number) =>
  Array.from({ length: count }, (_, i) => space.network(space.sample(randomStream(i, stream)), PROBLEMS.mobile!));
const [sampled, finalists] = [networks('sampled', 12), networks('finalists', 3)];

/** The device of the fake engine, when it is so many times as slow. */
function deviceAt(speed: number, noise = 0) {
  const engine = fakeEngine(workMs, noise);
  return { ...engine, time: (all: Parameters<typeof engine.time>[0]) => engine.time(all, 1).map((ms) => speed * ms) };
}

const timeBy = (engine: Engine) => (all: readonly Network[]) => timeNetworks(engine, all, 1);

/** What the profile tells of its own networks. */
const { measured } = measureDevice(deviceAt(1), sampled, { device: 'fake' }).model;
const anchors = sampled.map((network, i) => ({ network, ms: measured[i]!.ms }));
const atItsSpeed = (await measureAgain(timeBy(deviceAt(1)), finalists, anchors)).ms;

describe('measureAgain', () => {
  it.each([0.5, 1, 1.7])('tells that the device takes %f times as long as for its profile', async (speed) => {
    const { ms, slowdown, deviation } = await measureAgain(timeBy(deviceAt(speed)), finalists, anchors);
    expect(slowdown).toBeCloseTo(speed, 9);
    expect(deviation).toBeCloseTo(0, 9);
    for (const [i, time] of ms.entries()) expect(time / slowdown).toBeCloseTo(atItsSpeed[i]!, 9);
  });

  it('tells by what measurements are off, and what comes out is off by no more', async () => {
    const { ms, slowdown, deviation } = await measureAgain(timeBy(deviceAt(1.5, 0.04)), finalists, anchors);
    expect(deviation).toBeGreaterThan(0.02);
    expect(deviation).toBeLessThan(0.06);
    for (const [i, time] of ms.entries())
      expect(Math.abs(time / slowdown / atItsSpeed[i]! - 1)).toBeLessThan(3 * deviation);
  });

  it('measures all networks in the same turns', async () => {
    const engine = fakeEngine();
    await measureAgain(timeBy(engine), finalists, anchors);
    expect(engine.timed).toEqual([...sampled, ...finalists]);
  });
});
