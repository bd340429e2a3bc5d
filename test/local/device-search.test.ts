import { describe, expect, it } from 'vitest';
import { deviceCatalogue } from '../../lib/hardware/devices/catalogue.ts';
import { devicePredictor, learnDevice, type Quantity } from '../../lib/hardware/devices/device.ts';
import { normalQuantile } from '../../lib/math/normal-quantile.ts';
import { randomStream } from '../../lib/math/random.ts';
import { createSpace } from '../../lib/space/registry.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { simulation, specOf } from './simulation.ts';

const { space: choice } = specOf() as unknown as { readonly space: JsonObject & { readonly name: string } };
const space = createSpace(choice);

/** Where a convolution 3x3 takes ten times as long as all else. */
function phone(of: JsonObject = choice, quantity: Quantity = 'latency') {
  const random = randomStream(1, 'phone');
  const measured = Array.from({ length: 80 }, () => {
    const choices = space.decisions.map((count) => random.integer(count));
    return { choices, ms: 2 + choices.reduce((sum, option) => sum + (option === 3 ? 10 : 1), 0) };
  });
  return learnDevice({ name: 'phone', quantity, space: of, references: [] }, space, measured);
}

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
      const { mean, deviation } = predict(space.toChoices(space.parse(architecture)));
      expect(predicted).toMatchObject({ latencyMs: mean, latencyDeviationMs: deviation });
      expect(predicted?.energyMj).toBeGreaterThan(0);
      expect(predicted, 'a model has no interval').not.toHaveProperty('energyDeviationMj');
      if (state === 'complete') expect(mean + 1.28 * deviation).toBeLessThan(20.01);
    }
  });

  it('predicts energies that were measured, and holds their limit as surely', async () => {
    const { ports, run, trials } = await simulation();
    await deviceCatalogue(ports.artefacts).put(phone(choice, 'energy'));
    await run({ spec: { ...specOf(), constraints: { energyMj: { max: 20, device: 'phone' } } } });
    const predict = devicePredictor(phone(choice, 'energy'), space);
    for (const { architecture, predicted, kind, state } of await trials()) {
      if (kind !== 'search') continue;
      const { mean, deviation } = predict(space.toChoices(space.parse(architecture)));
      expect(predicted).toMatchObject({ energyMj: mean, energyDeviationMj: deviation });
      expect(state === 'infeasible').toBe(mean + normalQuantile(0.9) * deviation > 20);
    }
  });

  it('ends where something else was measured on the device', async () => {
    const { ports, run } = await simulation();
    await deviceCatalogue(ports.artefacts).put(phone(choice, 'energy'));
    await expect(run({ spec: limited(20) })).rejects.toThrow(
      'constraints.latencyMs.device: got phone, whose energy was measured; allowed: a device whose latency was measured',
    );
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
});
