import { describe, expect, it } from 'vitest';
import { importData } from '../../lib/data/import.ts';
import { deviceCatalogue } from '../../lib/hardware/devices/catalogue.ts';
import { devicePredictor } from '../../lib/hardware/devices/device.ts';
import { normalQuantile } from '../../lib/math/normal-quantile.ts';
import { problemOf } from '../../lib/pipeline/context.ts';
import type { Ports } from '../../lib/pipeline/ports.ts';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { battery, laptop, measured, noNetwork, phone, space } from './devices.ts';
import { simulation, specOf } from './simulation.ts';

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
      const { mean, deviation } = predict(space.toChoices(space.parse(architecture)), noNetwork);
      expect(predicted).toMatchObject({ latencyMs: mean, latencyDeviationMs: deviation });
      expect(predicted?.energyMj).toBeGreaterThan(0);
      expect(predicted, 'a model has no interval').not.toHaveProperty('energyDeviationMj');
      if (state === 'complete') expect(mean + 1.28 * deviation).toBeLessThan(20.01);
    }
  });

  it('predicts energies that were measured, and holds their limit as surely', async () => {
    const { ports, run, trials } = await simulation();
    await deviceCatalogue(ports.artefacts).put(battery());
    await run({ spec: specOf({ constraints: { energyMj: { max: 20, device: 'battery' } } }) });
    const predict = devicePredictor(battery(), space);
    for (const { architecture, predicted, kind, state } of await trials()) {
      if (kind !== 'search') continue;
      const { mean, deviation } = predict(space.toChoices(space.parse(architecture)), noNetwork);
      expect(predicted).toMatchObject({ energyMj: mean, energyDeviationMj: deviation });
      expect(state === 'infeasible').toBe(mean + normalQuantile(0.9) * deviation > 20);
    }
  });

  it('ends where something else was measured on the device', async () => {
    const { ports, run } = await simulation();
    await deviceCatalogue(ports.artefacts).put(battery());
    await expect(run({ spec: limited(20, 'battery') })).rejects.toThrow(
      'constraints.latencyMs.device: got battery, whose energy was measured; allowed: a device whose latency was measured',
    );
  });

  it('ends where there is no such device, and says which there are', async () => {
    const { ports, run } = await simulation();
    await deviceCatalogue(ports.artefacts).put(laptop());
    await expect(run({ spec: limited(20) })).rejects.toThrow(
      'constraints.latencyMs.device: got phone; allowed: this-machine, laptop',
    );
    const both = {
      latencyMs: [
        { max: 20, device: 'laptop' },
        { max: 20, device: 'phone' },
      ],
    };
    await expect(run({ spec: specOf({ constraints: both }), id: 'sim-2' })).rejects.toThrow(
      'constraints.latencyMs[1].device: got phone; allowed: this-machine, laptop',
    );
  });

  it('ends where the device was measured in another space', async () => {
    const { ports, run } = await simulation();
    await deviceCatalogue(ports.artefacts).put(phone({ channels: 99 }));
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

describe('a search for several devices', () => {
  const latencyMs = [
    { max: 20, device: 'phone' },
    { max: 20, device: 'laptop', confidence: 0.5 },
    { max: 1000, device: 'this-machine' },
  ];

  it('trains only what holds on each of them, and rules out what breaks one', async () => {
    const { ports, run, trials } = await simulation();
    for (const one of [phone(), laptop()]) await deviceCatalogue(ports.artefacts).put(one);
    await run({ spec: specOf({ constraints: { latencyMs } }) });
    const predict = [phone(), laptop()].map((one) => devicePredictor(one, space));
    const all = await trials();
    for (const { architecture, predicted, state } of all) {
      const [onPhone, onLaptop] = predict.map((one) => one(space.toChoices(space.parse(architecture)), noNetwork));
      expect(predicted).toMatchObject({
        latencyMs: onPhone!.mean,
        'latencyMs@laptop': onLaptop!.mean,
        'latencyMs@this-machine': expect.any(Number),
      });
      const holds = onPhone!.mean + 1.2816 * onPhone!.deviation <= 20 && onLaptop!.mean <= 20;
      expect(state).toBe(holds ? 'complete' : 'infeasible');
    }
    const ruledOut = all.filter(({ state }) => state === 'infeasible').map(({ predicted }) => predicted!);
    expect(ruledOut.some((metrics) => metrics.latencyMs! < 20)).toBe(true);
    expect(ruledOut.some((metrics) => metrics['latencyMs@laptop']! < 20)).toBe(true);
  });

  it('looks for the front of scores and worst cases', async () => {
    const { ports, run, trials } = await simulation();
    for (const one of [phone(), laptop()]) await deviceCatalogue(ports.artefacts).put(one);
    const bounds = latencyMs.map((bound) => ({ ...bound, max: 50 }));
    await run({ spec: specOf({ strategy: 'nsga2', minimise: ['latencyMs'], constraints: { latencyMs: bounds } }) });
    const all = await trials();
    const worst = ({ predicted }: (typeof all)[number]) =>
      Math.max(...['', '@laptop', '@this-machine'].map((at) => predicted![`latencyMs${at}`]! / 50));
    const [searched, finals] = ['search', 'final'].map((kind) => all.filter((trial) => trial.kind === kind).map(worst));
    expect(Math.min(...finals!)).toBe(Math.min(...searched!));
  });

  it('is told which limit none of the architectures holds', async () => {
    const { ports, run } = await simulation();
    for (const one of [phone(), laptop()]) await deviceCatalogue(ports.artefacts).put(one);
    const impossible = latencyMs.with(1, { max: 1, device: 'laptop', confidence: 0.5 });
    await expect(run({ spec: specOf({ constraints: { latencyMs: impossible } }) })).rejects.toThrow(
      /constraints\.latencyMs\[1\]\.max is 1, the smallest seen \d/,
    );
  });
});
