import { describe, expect, it } from 'vitest';
import { importData } from '../../lib/data/import.ts';
import { deviceCatalogue } from '../../lib/hardware/devices/catalogue.ts';
import { devicePredictor, learnDevice, profiledDevice } from '../../lib/hardware/devices/device.ts';
import { measureDevice } from '../../lib/hardware/measure.ts';
import { randomStream } from '../../lib/math/random.ts';
import { problemOf } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { createSpace } from '../../lib/space/registry.ts';
import type { Problem } from '../../lib/space/space.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { fakeEngine } from '../hardware/fake-engine.ts';
import { simulation, specOf } from './simulation.ts';

const { space: choice } = specOf() as unknown as { readonly space: JsonObject & { readonly name: string } };
const space = createSpace(choice);

/** Where a convolution 3x3 takes ten times as long as all else. */
function phone(of = choice) {
  const random = randomStream(1, 'phone');
  const measured = Array.from({ length: 80 }, () => {
    const choices = space.decisions.map((count) => random.integer(count));
    return { choices, ms: 2 + choices.reduce((sum, option) => sum + (option === 3 ? 10 : 1), 0) };
  });
  return learnDevice({ name: 'phone', space: of, references: [] }, space, measured);
}

/** As `spotnas profile` leaves it. */
function measured(problem: Problem) {
  const random = randomStream(1, 'profile');
  const networks = Array.from({ length: 12 }, () => space.network(space.sample(random), problem));
  return profiledDevice(measureDevice(fakeEngine(), networks, { device: 'phone' }), { space: choice, problem });
}

const problemIn = async ({ artefacts }: Ports) =>
  problemOf(await importData(artefacts, parseSpecification(JSON.stringify(specOf()), 'a.json').data));

const limited = (max: number, device = 'phone') => ({ ...specOf(), constraints: { latencyMs: { max, device } } });

describe('a search for a device of the catalogue', () => {
  it('predicts that device, and trains what holds its limit', async () => {
    const { ports, run, trials } = await simulation();
    await deviceCatalogue(ports.artefacts).put(phone());
    await run({ spec: limited(20) });
    const predict = devicePredictor(phone(), space);
    const searched = (await trials()).filter(({ kind }) => kind === 'search');
    expect(searched.some(({ state }) => state === 'infeasible')).toBe(true);
    for (const { architecture, predicted, state } of searched) {
      const { mean, deviation } = predict(space.toChoices(space.parse(architecture)), () => {
        throw new Error('choices say all');
      });
      expect(predicted).toMatchObject({ latencyMs: mean, latencyDeviationMs: deviation });
      if (state === 'complete') expect(mean + 1.28 * deviation).toBeLessThan(20.01);
    }
  });

  it('ends where there is no such device, and says which there are', async () => {
    const { ports, run } = await simulation();
    await deviceCatalogue(ports.artefacts).put({ ...phone(), name: 'laptop' });
    await expect(run({ spec: limited(20) })).rejects.toThrow(
      'constraints.latencyMs.device: got phone; allowed: this-machine, laptop',
    );
  });

  it('ends where the device was measured in another space', async () => {
    const { ports, run } = await simulation();
    await deviceCatalogue(ports.artefacts).put(phone({ ...choice, channels: 99 }));
    await expect(run({ spec: limited(20) })).rejects.toThrow('got phone, which is measured in {');
  });

  it('predicts one that spotnas measured by networks', async () => {
    const { ports, run, trials } = await simulation();
    const problem = await problemIn(ports);
    const device = measured(problem);
    await deviceCatalogue(ports.artefacts).put(device);
    await run({ spec: limited(20) });
    const predict = devicePredictor(device, space);
    for (const { architecture, predicted } of await trials()) {
      const { mean } = predict([], () => space.network(space.parse(architecture), problem));
      expect(predicted?.latencyMs).toBe(mean);
    }
  });

  it('ends where spotnas measured it with networks for other examples', async () => {
    const { ports, run } = await simulation();
    await deviceCatalogue(ports.artefacts).put(measured({ ...(await problemIn(ports)), classes: 7 }));
    await expect(run({ spec: limited(20) })).rejects.toThrow(
      'got phone, which is measured with networks for {"classes":7',
    );
  });
});
