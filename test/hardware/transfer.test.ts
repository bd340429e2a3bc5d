import { describe, expect, it } from 'vitest';
import type { Traits } from '../../lib/hardware/transfer/features.ts';
import { hypothesesOf } from '../../lib/hardware/transfer/hypotheses.ts';
import { fitTransfer, type TransferModel, transferPredictor } from '../../lib/hardware/transfer/model.ts';
import { randomStream } from '../../lib/math/random.ts';
import { mean, spearman } from '../../lib/math/statistics.ts';

const DECISIONS = 8;
const CHOICES = 4;

/** Milliseconds of each choice and of nothing at all. */
interface Device {
  readonly idle: number;
  readonly costs: readonly number[];
}

const REFERENCES: readonly Device[] = [
  { idle: 2, costs: [0, 1, 3, 9] },
  { idle: 30, costs: [0, 2, 4, 20] },
  { idle: 1, costs: [0, 3, 3, 4] },
];
/** Half way between two references, with a noise of 2 %. */
const MIXTURE: Device = { idle: 16, costs: [0, 1.5, 3.5, 14.5] };
/** Like none. */
const STRANGER: Device = { idle: 1, costs: [0, 9, 1, 2] };

const exact = ({ idle, costs }: Device, choices: readonly number[]) =>
  choices.reduce((sum, choice, i) => sum + costs[choice]! * (1 + i / 10), idle);

function drawn(device: Device, count: number, seed: number, references = REFERENCES) {
  const random = randomStream(seed, 'devices');
  return Array.from({ length: count }, () => {
    const choices = Array.from({ length: DECISIONS }, () => random.integer(CHOICES));
    const traits: Traits = {
      decisions: choices.flatMap((choice) => [0, 1, 2, 3].map((other) => (other === choice ? 1 : 0))),
      counts: [0, 1, 2, 3].map((other) => choices.filter((choice) => choice === other).length),
      references: references.map((reference) => exact(reference, choices)),
    };
    return { traits, ms: exact(device, choices) * (1 + 0.02 * random.normal()) };
  });
}

function quality(device: Device, samples: number, references = REFERENCES) {
  const population = drawn(device, 200, 9, references).map(({ traits }) => traits);
  const model = fitTransfer(drawn(device, samples, 1, references), population);
  const predict = transferPredictor(model);
  const held = drawn(device, 400, 2, references);
  const expected = held.map(({ traits }) => predict(traits));
  const measured = held.map(({ ms }) => ms);
  const means = expected.map((one) => one.mean);
  return {
    model,
    predict,
    held,
    error: mean(held.map(({ ms }, i) => Math.abs(means[i]! / ms - 1))),
    spearman: spearman(means, measured),
    covered: mean(held.map(({ ms }, i) => (Math.abs(ms - means[i]!) < 1.645 * expected[i]!.deviation ? 1 : 0))),
  };
}

describe('a device that is predicted from others', () => {
  it('takes a few measurements where it is a mixture of them', () => {
    const { error, spearman } = quality(MIXTURE, 8);
    expect(error).toBeLessThan(0.05);
    expect(spearman).toBeGreaterThan(0.97);
    expect(quality(MIXTURE, 8, []).error).toBeGreaterThan(2 * error);
  });

  it('is learnt by itself where it is like none', () => {
    const few = quality(STRANGER, 10).error;
    const many = quality(STRANGER, 80);
    expect(many.error).toBeLessThan(0.04);
    expect(many.error).toBeLessThan(few / 2);
  });

  it('needs no references', () => {
    const { error, spearman } = quality(STRANGER, 80, []);
    expect(error).toBeLessThan(0.04);
    expect(spearman).toBeGreaterThan(0.98);
    expect([hypothesesOf(0).length, hypothesesOf(3).length]).toEqual([1, 3]);
  });

  it.each([
    ['a mixture', MIXTURE, 30],
    ['a stranger', STRANGER, 60],
  ])('has intervals that hold what they say: %s', (_, device, samples) => {
    const { covered } = quality(device, samples);
    expect(covered).toBeGreaterThan(0.83);
    expect(covered).toBeLessThan(0.99);
  });

  it('is a model of JSON, and predicts the same from it', () => {
    const { model, predict, held } = quality(MIXTURE, 12);
    const copy = transferPredictor(JSON.parse(JSON.stringify(model)) as TransferModel);
    for (const { traits } of held.slice(0, 5)) expect(copy(traits)).toEqual(predict(traits));
    expect(JSON.stringify(model).length).toBeLessThan(20_000);
  });

  it('is the same whatever its unit is', () => {
    const samples = drawn(MIXTURE, 12, 1);
    const population = samples.map(({ traits }) => traits);
    const inSeconds = samples.map(({ traits, ms }) => ({ traits, ms: ms / 1000 }));
    const [a, b] = [samples, inSeconds].map((some) => transferPredictor(fitTransfer(some, population))(population[0]!));
    expect(b!.mean).toBeCloseTo(a!.mean / 1000, 8);
  });

  it('takes choices that never vary, and none that are counted', () => {
    const same = drawn(MIXTURE, 12, 1).map(({ traits, ms }) => ({ traits: { ...traits, counts: [] }, ms }));
    const flat = same.map(({ traits, ms }) => ({ traits: { ...traits, decisions: [1, 0] }, ms }));
    for (const samples of [same, flat]) {
      const predict = transferPredictor(
        fitTransfer(
          samples,
          samples.map(({ traits }) => traits),
        ),
      );
      expect(predict(samples[0]!.traits).mean / samples[0]!.ms).toBeCloseTo(1, 1);
    }
  });

  it('refuses to learn from nothing', () => {
    const population = drawn(MIXTURE, 5, 1).map(({ traits }) => traits);
    expect(() => fitTransfer([], population)).toThrow('allowed: positive values');
    expect(() => fitTransfer([{ traits: population[0]!, ms: 0 }], population)).toThrow('allowed: positive values');
  });
});
