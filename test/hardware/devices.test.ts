import { describe, expect, it } from 'vitest';
import { categoricalSpace } from '../../lib/benchmark/categorical.ts';
import { deviceCatalogue } from '../../lib/hardware/devices/catalogue.ts';
import { choiceTraits } from '../../lib/hardware/devices/choice-traits.ts';
import { type Device, devicePredictor, learnDevice } from '../../lib/hardware/devices/device.ts';
import { parseDevice } from '../../lib/hardware/devices/parse.ts';
import { randomStream } from '../../lib/math/random.ts';
import type { ArtefactStore } from '../../lib/store/ports.ts';

const SPACE = categoricalSpace([3, 3, 3, 3, 3]);
const COSTS = [1, 3, 8];
/** Choices say all. */
const NO_NETWORK = () => {
  throw new Error('there are no networks here');
};

/** Milliseconds of each choice, more for later decisions, and of nothing. */
function measured(count: number, { idle, factor }: { idle: number; factor: number }, seed = 1) {
  const random = randomStream(seed, 'measured');
  return Array.from({ length: count }, () => {
    const choices = SPACE.decisions.map((options) => random.integer(options));
    const exact = choices.reduce((sum, choice, i) => sum + factor * COSTS[choice]! * (1 + i / 5), idle);
    return { choices, ms: exact * (1 + 0.02 * random.normal()) };
  });
}

const own = {
  name: 'phone',
  quantity: 'latency' as const,
  space: { name: 'categorical' },
  references: [] as readonly Device[],
};
const fast = learnDevice({ ...own, name: 'fast' }, SPACE, measured(60, { idle: 1, factor: 1 }));

describe('a device', () => {
  it('is learnt from measurements, and says how well', () => {
    const { check, model } = learnDevice(own, SPACE, measured(60, { idle: 20, factor: 3 }));
    expect(check).toMatchObject({ networks: 30 });
    expect(check.within10).toBeGreaterThan(0.9);
    expect(check.spearman).toBeGreaterThan(0.95);
    expect(model.measured).toHaveLength(60);
  });

  it('needs fewer where another one is known', () => {
    const few = measured(9, { idle: 20, factor: 3 });
    const held = measured(200, { idle: 20, factor: 3 }, 2);
    const error = (device: Device) => {
      const predict = devicePredictor(device, SPACE);
      return (
        held.reduce((sum, { choices, ms }) => sum + Math.abs(predict(choices, NO_NETWORK).mean / ms - 1), 0) /
        held.length
      );
    };
    const alone = error(learnDevice(own, SPACE, few));
    expect(error(learnDevice({ ...own, references: [fast] }, SPACE, few))).toBeLessThan(alone / 1.5);
  });

  it('learns from the first 300, and is checked against all others', () => {
    const { check, model } = learnDevice(own, SPACE, measured(340, { idle: 20, factor: 3 }));
    expect([model.measured.length, check.networks]).toEqual([300, 190]);
  });

  it('refuses to be learnt from next to nothing', () => {
    expect(() => learnDevice(own, SPACE, measured(7, { idle: 1, factor: 1 }))).toThrow(
      '7 measurements; allowed: 8 or more',
    );
  });

  it('is JSON that stands by itself', () => {
    const device = learnDevice({ ...own, references: [fast] }, SPACE, measured(12, { idle: 2, factor: 2 }));
    const copy = parseDevice(JSON.stringify(device), 'phone.json');
    expect(copy).toEqual(device);
    const choices = [0, 1, 2, 1, 0];
    expect(devicePredictor(copy, SPACE)(choices, NO_NETWORK)).toEqual(
      devicePredictor(device, SPACE)(choices, NO_NETWORK),
    );
  });

  it('is one of latency where it is from before there were others', () => {
    const { quantity, ...stored } = fast;
    expect(parseDevice(JSON.stringify(stored), 'phone.json')).toEqual({ ...stored, quantity });
  });

  it.each([
    ['{', 'phone.json is no device: '],
    ['[]', 'the text: Invalid input'],
    [JSON.stringify({ ...fast, model: { ...fast.model, stretch: -1 } }), 'model.stretch: '],
    [JSON.stringify({ ...fast, references: [{}] }), 'references.0.name: '],
  ])('is not %#', (text, message) => expect(() => parseDevice(text, 'phone.json')).toThrow(message));
});

describe('the catalogue of devices', () => {
  it('keeps devices by their names', async () => {
    const files = new Map<string, Uint8Array>();
    const artefacts: ArtefactStore = {
      put: async (key, bytes) => void files.set(key, bytes),
      get: async (key) => files.get(key),
      list: async (prefix) => [...files.keys()].filter((key) => key.startsWith(prefix)).sort(),
      delete: async (key) => void files.delete(key),
      locate: (key) => key,
    };
    const catalogue = deviceCatalogue(artefacts);
    expect([await catalogue.names(), await catalogue.get('fast')]).toEqual([[], undefined]);
    await catalogue.put(fast);
    await catalogue.put({ ...fast, name: 'another' });
    expect(await catalogue.names()).toEqual(['another', 'fast']);
    expect(await catalogue.get('fast')).toEqual(fast);
    await catalogue.delete('fast');
    expect(await catalogue.names()).toEqual(['another']);
  });
});

it('counts choices only where they mean the same in every decision', () => {
  expect(choiceTraits([0, 2], [3, 3])).toEqual({ decisions: [1, 0, 0, 0, 0, 1], counts: [1, 0, 1] });
  expect(choiceTraits([0, 1], [3, 2])).toEqual({ decisions: [1, 0, 0, 0, 1], counts: [] });
});
