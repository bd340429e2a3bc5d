import { describe, expect, it } from 'vitest';
import { importData } from '../../lib/data/import.ts';
import { deviceCatalogue } from '../../lib/hardware/devices/catalogue.ts';
import { measureFinalistsOn } from '../../lib/local/measure-finalists.ts';
import { summarise } from '../../lib/local/summary.ts';
import type { Network } from '../../lib/network/network.ts';
import { problemOf } from '../../lib/pipeline/context.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { bestModelKey, reportKey } from '../../lib/trial/keys.ts';
import { fakeEngine } from '../hardware/fake-engine.ts';
import { measured } from './devices.ts';
import { simulation, specOf } from './simulation.ts';

/** Networks of the profile that are measured again, before the finalists. */
const ANCHORS = 8;

/** A complete search for a phone, and the phone: so many times as slow as for its profile, but for what `change` says. */
async function searched() {
  const one = await simulation();
  const spec = specOf({ constraints: { latencyMs: { max: 1000, device: 'phone' } } });
  const device = measured(
    problemOf(await importData(one.ports.artefacts, parseSpecification(JSON.stringify(spec), 'a').data)),
  );
  await deviceCatalogue(one.ports.artefacts).put(device);
  await one.run({ spec });
  const measure = (change: (ms: number, network: number) => number) =>
    measureFinalistsOn(one.ports, 'sim-1', device, async (networks: readonly Network[]) =>
      fakeEngine()
        .time(
          networks.map((network) => ({ network, weights: new Map() })),
          1,
        )
        .map(change),
    );
  const report = async () => new TextDecoder().decode(await one.ports.artefacts.get(reportKey('sim-1')));
  return { ...one, measure, report };
}

describe('finalists of a search for a device of the catalogue', () => {
  it('are measured by no job, and on the device when it is reached, where they take what was predicted', async () => {
    const { ports, measure, report } = await searched();
    expect((await summarise(ports, 'sim-1')).measured).toBeUndefined();
    expect(await report()).toContain('spotnas measure sim-1 --device phone');
    await measure((ms) => 1.7 * ms);
    const { measured: rows = [] } = await summarise(ports, 'sim-1');
    expect(rows.length).toBeGreaterThan(1);
    for (const { device, predictedMs, latencyMs, clockMs, holds } of rows) {
      expect([device, holds]).toEqual(['phone', 'yes']);
      expect(latencyMs / predictedMs).toBeCloseTo(1, 1);
      expect(clockMs / latencyMs).toBeCloseTo(1.7, 6);
    }
    expect(await report()).toContain('These took 1.70 times as long as for the profile');
  });

  it('lose to another that holds the limit, whose model is published then', async () => {
    const { ports, measure } = await searched();
    const before = await summarise(ports, 'sim-1');
    await ports.artefacts.delete(bestModelKey('sim-1'));
    await measure((ms, i) => (i === ANCHORS ? 1e6 * ms : ms));
    const after = await summarise(ports, 'sim-1');
    expect(after.best.number).not.toBe(before.best.number);
    expect(after.measured).toContainEqual(expect.objectContaining({ number: before.best.number, holds: 'no' }));
    expect(await ports.artefacts.get(bestModelKey('sim-1'))).toBeDefined();
  });
});
