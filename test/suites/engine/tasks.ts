import { expect } from 'vitest';
import type { Engine, Examples } from '../../../lib/engine/engine.ts';
import { detectionLoss } from '../../../lib/engine/layers/losses/detection.ts';
import { randomStream } from '../../../lib/math/random.ts';
import type { Network, Shape } from '../../../lib/network/network.ts';
import { detector, TOY_PLACES, toyScenes } from './detector.ts';
import { plain, roughWeights, sgd, toyExamples, trainer, using } from './fixtures.ts';
import { expectGradients } from './gradients.ts';
import { linear, linearOutputs, mean } from './linear.ts';
import { CLASSES, mobile, smooth } from './networks.ts';

/** Examples with a number each: the mean of the image, and some noise. */
function numbers(input: Shape, count: number): Examples {
  const { features, ...rest } = toyExamples({ input, count });
  const random = randomStream(5, 'numbers');
  const size = features.length / count;
  const labels = Float32Array.from({ length: count }, (_, i) => {
    const pixels = features.subarray(i * size, (i + 1) * size);
    return mean([...pixels]) / 255 + 0.1 * random.normal();
  });
  return { ...rest, features, labels };
}

/** The network with one number for its output. */
function regressor({ nodes, ...network }: Network): Network {
  const last = nodes.at(-1)!;
  return {
    ...network,
    nodes: [...nodes.slice(0, -1), { ...last, layer: { op: 'dense', units: 1, bias: true } }],
  };
}

/** Mean squared error in training and evaluation, whose gradient is right; there is nothing to be classified. */
export function expectRegression(engine: Engine): void {
  const network = linear(1);
  const train = numbers(network.input, 600);
  const weights = roughWeights(network);
  const errors = linearOutputs(train, weights).map(([output], i) => (output! - train.labels[i]!) ** 2);
  using(trainer(engine, network, plain, { train, weights, task: 'regression' }), ({ program }) => {
    const step = program.step(Int32Array.of(0, 1, 2, 3), 0, 0);
    expect(step.loss).toBeCloseTo(mean(errors.slice(0, 4)), 5);
    expect(step.correct).toBe(0);
    expect(program.evaluate(train)).toEqual({ loss: expect.closeTo(mean(errors), 5) });
    expect(program.predict(train)).toHaveLength(600);
  });
  const deep = regressor(smooth(mobile).network);
  const few = numbers(deep.input, plain.batchSize);
  expectGradients(engine, deep, { train: few, task: 'regression' });
  using(trainer(engine, deep, sgd, { train: numbers(deep.input, 96), task: 'regression' }), (trained) => {
    const losses = trained.train(40, 0.005);
    expect(mean(losses.slice(-5))).toBeLessThan(0.5 * mean(losses.slice(0, 5)));
  });
}

/** The gradient is right, on one scale where difference quotients meet few kinks of the loss; two scales learn. */
export function expectDetection(engine: Engine): void {
  const input = [24, 32, 3] as const;
  const task = 'detection';
  const single = detector({ input, classes: 2, channels: [4], strides: [2], fn: 'swish' });
  expectGradients(engine, single, { train: toyScenes({ input, count: plain.batchSize }), task });
  const network = detector({ input, classes: 2, channels: [4, 6, 8], strides: [4, 8], fn: 'swish' });
  const train = toyScenes({ input, count: 48 });
  using(trainer(engine, network, { ...sgd, batchSize: 8 }, { train, task }), (trained) => {
    const losses = trained.train(30, 0.01);
    expect(mean(losses.slice(-5))).toBeLessThan(0.8 * mean(losses.slice(0, 5)));
    const { program } = trained;
    const locations = 6 * 8 + 3 * 4;
    const outputs = program.predict(train);
    expect(outputs).toHaveLength(48 * locations * 7);
    const { loss } = detectionLoss({ network, output: [locations, 7], smoothing: 0 }, outputs, train);
    expect(program.evaluate(train)).toEqual({ loss: expect.closeTo(loss / 48, 4) });
  });
}

/** Whole numbers, such as tokens, are taken as they are. */
export function expectIntegerExamples(engine: Engine): void {
  const network = linear(CLASSES);
  const { features: bytes, ...rest } = toyExamples({ input: network.input, count: 40 });
  const [integers, floats] = [Int32Array.from(bytes), Float32Array.from(bytes)].map((features) => {
    const train = { ...rest, features };
    return using(trainer(engine, network, plain, { train }), (trained) => ({
      losses: trained.train(3, 1e-5),
      predicted: trained.program.predict(train),
    }));
  });
  expect(integers).toEqual(floats);
}

/** What does not fit is named, with what is allowed. */
export function expectExampleErrors(engine: Engine): void {
  const good = toyExamples({ input: linear(CLASSES).input, count: 8 });
  const compile = (units: number, task: 'classification' | 'regression', changes: Partial<Examples> = {}) =>
    trainer(engine, linear(units), plain, { train: { ...good, ...changes }, task }).program.dispose();
  expect(() => compile(CLASSES, 'classification', { labels: new Int32Array(7) })).toThrow(
    /^train\.labels: got 7 values; allowed: exactly 8$/,
  );
  expect(() => compile(CLASSES, 'classification', { features: new Uint8Array(31) })).toThrow(
    /^train\.features: got 31 values; allowed: exactly 32$/,
  );
  const labels = good.labels.map((label, i) => (i === 5 ? CLASSES : label));
  expect(() => compile(CLASSES, 'classification', { labels })).toThrow(/^train\.labels: got 3; allowed: 0 to 2$/);
  expect(() => compile(CLASSES, 'regression', { labels: new Float32Array(8) })).toThrow(
    /^network\.output: got shape \[3\]; allowed: \[1\] for regression$/,
  );
  expect(() => compile(1, 'regression')).toThrow(/^train\.labels: got an Int32Array; allowed: a Float32Array$/);
  expect(() => compile(1, 'regression', { labels: new Float32Array(8).fill(Number.NaN) })).toThrow(
    /^train\.labels: got NaN; allowed: finite numbers$/,
  );

  const input = [16, 16, 1] as const;
  const network = detector({ input, classes: 2, channels: [2, 2], strides: [4] });
  const scenes = toyScenes({ input, count: 4 });
  const detect = (labels: Float32Array) =>
    trainer(engine, network, plain, { train: { ...scenes, labels }, task: 'detection' }).program.dispose();
  expect(() => detect(new Float32Array(4 * TOY_PLACES * 5 - 1))).toThrow(
    /^train\.labels: got 79 values; allowed: a multiple of 4 x 5$/,
  );
  expect(() => detect(new Float32Array(scenes.labels.length).fill(2))).toThrow(
    /^train\.labels: got 2; allowed: -1 to 1$/,
  );

  using(trainer(engine, linear(CLASSES), plain, { train: good }), ({ program }) => {
    const floats = { ...good, features: new Float32Array(32) };
    for (const use of [() => program.evaluate(floats), () => program.predict(floats)]) {
      expect(use).toThrow(/^examples\.features: got a Float32Array; allowed: bytes, as compiled$/);
    }
  });
}
