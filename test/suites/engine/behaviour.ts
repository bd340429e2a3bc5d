import { expect } from 'vitest';
import type { Engine } from '../../../lib/engine/engine.ts';
import { loadTensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { initialWeights } from '../../../lib/network/initialise.ts';
import type { Network } from '../../../lib/network/network.ts';
import { adamw, bytesOf, plain, roughWeights, sgd, toyExamples, trainer, using } from './fixtures.ts';
import { CLASSES, cell, mobile } from './networks.ts';

export function expectLearning(engine: Engine): void {
  for (const { network } of [cell, mobile]) {
    const train = toyExamples({ input: network.input });
    const weights = initialWeights(network, randomStream(1, 'learning'));
    using(trainer(engine, network, { ...sgd, labelSmoothing: 0 }, { train, weights }), (trained) => {
      const losses = trained.train(60, 0.02);
      const average = (part: readonly number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
      expect(average(losses.slice(-5))).toBeLessThan(0.4 * average(losses.slice(0, 5)));
    });
  }
}

export function expectRepeatable(engine: Engine): void {
  const run = () =>
    using(trainer(engine, mobile.network, adamw), ({ program, train }) => [
      train(5, 0.002),
      bytesOf(program.readState()),
    ]);
  expect(run()).toEqual(run());
}

export function expectEvaluationWithoutTrace(engine: Engine): void {
  const { network } = mobile;
  using(trainer(engine, network, sgd), ({ program, train }) => {
    train(2, 0.02);
    const before = bytesOf(program.readState());
    const examples = toyExamples({ input: network.input, count: 40, seed: 2 });
    const first = program.evaluate(examples);
    expect(program.evaluate(examples)).toEqual(first);
    expect(bytesOf(program.readState())).toEqual(before);
    expect(first.accuracy * 40).toBeCloseTo(Math.round(first.accuracy * 40), 6);
  });
}

/** A linear network, whose loss is worked out here: smoothed in training, plain in evaluation, bytes scaled to 0..1. */
export function expectLoss(engine: Engine): void {
  const network: Network = {
    input: [2, 2, 1],
    nodes: [
      { id: 'flat', layer: { op: 'flatten' }, inputs: ['input'] },
      { id: 'last', layer: { op: 'dense', units: CLASSES, bias: true }, inputs: ['flat'] },
    ],
    output: 'last',
  };
  const train = toyExamples({ input: network.input, count: 600 });
  const weights = roughWeights(network);
  const rows = Array.from({ length: train.count }, (_, i) => {
    const pixels = train.features.subarray(i * 4, i * 4 + 4);
    const logits = Array.from({ length: CLASSES }, (_unused, k) =>
      [...pixels].reduce(
        (sum, byte, j) => sum + (byte / 255) * weights.get('last/kernel')![j * CLASSES + k]!,
        weights.get('last/bias')![k]!,
      ),
    );
    const logSum = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return { logs: logits.map((logit) => logit - logSum), right: Math.max(...logits) === logits[train.labels[i]!] };
  });
  const loss = (i: number, smoothing: number) =>
    rows[i]!.logs.reduce(
      (sum, log, k) => sum - log * ((k === train.labels[i] ? 1 - smoothing : 0) + smoothing / CLASSES),
      0,
    );
  const mean = (count: number, smoothing: number) =>
    Array.from({ length: count }, (_, i) => loss(i, smoothing)).reduce((a, b) => a + b) / count;

  using(trainer(engine, network, { ...plain, labelSmoothing: 0.2 }, { train, weights }), ({ program }) => {
    const step = program.step(Int32Array.of(0, 1, 2, 3), 0, 0);
    expect(step.loss).toBeCloseTo(mean(4, 0.2), 5);
    expect(step.correct).toBe(rows.slice(0, 4).filter(({ right }) => right).length);
    const all = program.evaluate(train);
    expect(all.loss).toBeCloseTo(mean(train.count, 0), 5);
    expect(all.accuracy).toBeCloseTo(rows.filter(({ right }) => right).length / train.count, 6);
  });
}

/** Examples as floats mean the same as bytes. */
export function expectFloatExamples(engine: Engine): void {
  const { network } = mobile;
  const bytes = toyExamples({ input: network.input });
  const floats = { ...bytes, features: Float32Array.from(bytes.features, (byte) => byte / 255) };
  const [a, b] = [bytes, floats].map((train) =>
    using(trainer(engine, network, sgd, { train }), (trained) => ({
      losses: trained.train(3, 0.02),
      loss: trained.program.evaluate(train).loss,
    })),
  );
  // Relative: an untamed evaluation loss is in the thousands, where float32 knows three decimals.
  expect(b!.loss / a!.loss).toBeCloseTo(1, 5);
  for (const [i, loss] of b!.losses.entries()) expect(loss / a!.losses[i]!).toBeCloseTo(1, 5);
}

export function expectStateErrors(engine: Engine): void {
  const { network } = cell;
  using(trainer(engine, network, sgd), ({ program, train }) => {
    const state = program.readState();
    const without = (name: string) => new Map([...state].filter(([other]) => other !== name));
    expect(() => program.writeState(without('head/dense/bias'))).toThrow(/head\/dense\/bias/);
    expect(() => program.writeState(without('momentum/head/dense/bias'))).toThrow(/momentum\/head\/dense\/bias/);
    expect(() => program.writeState(new Map(state).set('head/other', new Float32Array(1)))).toThrow(/head\/other/);
    expect(() => program.writeState(new Map(state).set('head/dense/bias', new Float32Array(4)))).toThrow(
      /head\/dense\/bias.*4.*3/,
    );
    expect(() => program.step(new Int32Array(5), 0, 0.1)).toThrow(/5.*16/);
    expect(bytesOf(program.readState())).toEqual(bytesOf(state));
    expect(train(1, 0.01)[0]).toBeGreaterThan(0);
  });
  const weights = new Map([...roughWeights(network)].slice(1));
  expect(() => trainer(engine, network, sgd, { weights })).toThrow(/stem\/conv\/kernel/);
}

export function expectNaN(engine: Engine): void {
  const { network } = mobile;
  using(trainer(engine, network, sgd), ({ program, train }) => {
    train(1, Number.NaN);
    expect(train(1, 0.1)).toEqual([Number.NaN]);
    expect(program.evaluate(toyExamples({ input: network.input })).loss).toBeNaN();
  });
}

/** Tensors neither pile up over steps nor outlive a program. */
export async function expectFlatMemory(engine: Engine): Promise<void> {
  const { tf } = await loadTensorFlow();
  const { network } = mobile;
  const examples = toyExamples({ input: network.input });
  const count = () => tf.memory().numTensors;
  const before = count();
  for (const recipe of [sgd, adamw]) {
    using(trainer(engine, network, recipe), ({ program, train }) => {
      train(1, 0.01);
      program.evaluate(examples);
      const held = count();
      train(10, 0.01);
      program.evaluate(examples);
      program.writeState(program.readState());
      expect(count()).toBe(held);
    });
    expect(count()).toBe(before);
  }
  engine.time([{ network, weights: roughWeights(network) }], 2);
  expect(count()).toBe(before);
}

export function expectTime(engine: Engine): void {
  const networks = [mobile, cell].map(({ network }) => ({ network, weights: roughWeights(network) }));
  const times = engine.time(networks, 5);
  expect(times).toHaveLength(2);
  for (const milliseconds of times) {
    expect(milliseconds).toBeGreaterThan(0);
    expect(milliseconds).toBeLessThan(10_000);
  }
  expect(() => engine.time([{ network: cell.network, weights: new Map() }], 1)).toThrow(/stem\/conv\/kernel/);
}
