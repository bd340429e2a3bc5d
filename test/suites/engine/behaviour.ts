import { expect } from 'vitest';
import type { Engine } from '../../../lib/engine/engine.ts';
import { loadTensorFlow } from '../../../lib/engine/tensorflow/load.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { initialWeights } from '../../../lib/network/initialise.ts';
import { adamw, bytesOf, plain, roughWeights, sgd, toyExamples, trainer, using } from './fixtures.ts';
import { linear, linearOutputs, logSoftmax, mean } from './linear.ts';
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
    expect(first.accuracy! * 40).toBeCloseTo(Math.round(first.accuracy! * 40), 6);
  });
}

/** A linear network, whose loss is worked out here: smoothed in training, plain in evaluation, bytes scaled to 0..1. */
export function expectLoss(engine: Engine): void {
  const network = linear(CLASSES);
  const train = toyExamples({ input: network.input, count: 600 });
  const weights = roughWeights(network);
  const outputs = linearOutputs(train, weights);
  const isRight = outputs.map((row, i) => Math.max(...row) === row[train.labels[i]!]);
  const loss = (i: number, smoothing: number) =>
    logSoftmax(outputs[i]!).reduce(
      (sum, log, k) => sum - log * ((k === train.labels[i] ? 1 - smoothing : 0) + smoothing / CLASSES),
      0,
    );
  const meanLoss = (count: number, smoothing: number) =>
    mean(Array.from({ length: count }, (_, i) => loss(i, smoothing)));

  using(trainer(engine, network, { ...plain, labelSmoothing: 0.2 }, { train, weights }), ({ program }) => {
    const step = program.step(Int32Array.of(0, 1, 2, 3), 0, 0);
    expect(step.loss).toBeCloseTo(meanLoss(4, 0.2), 5);
    expect(step.correct).toBe(isRight.slice(0, 4).filter(Boolean).length);
    const all = program.evaluate(train);
    expect(all.loss).toBeCloseTo(meanLoss(train.count, 0), 5);
    expect(all.accuracy).toBeCloseTo(isRight.filter(Boolean).length / train.count, 6);
    const predicted = program.predict(train);
    expect(predicted).toHaveLength(train.count * CLASSES);
    for (const [i, value] of outputs.flat().entries()) expect(predicted[i]).toBeCloseTo(value, 4);
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
  const teacher = { network, weights: roughWeights(network, 2), weight: 0.5, temperature: 2 };
  for (const recipe of [sgd, { ...adamw, clipNorm: 1, ema: 0.9 }]) {
    using(trainer(engine, network, recipe, { teacher }), ({ program, train }) => {
      train(1, 0.01);
      program.evaluate(examples);
      const held = count();
      train(10, 0.01);
      program.evaluate(examples);
      program.predict(examples);
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
