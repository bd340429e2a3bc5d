import { expect } from 'vitest';
import type { CompileOptions, Engine } from '../../../lib/engine/engine.ts';
import { withAuxiliary } from './auxiliary.ts';
import { plain, roughWeights, sgd, toyExamples, trainer, using } from './fixtures.ts';
import { expectGradients } from './gradients.ts';
import { linear, linearOutputs, logSoftmax, mean } from './linear.ts';
import { CLASSES, cell, mobile } from './networks.ts';

/** (1 - w) loss + w T^2 crossEntropy(softmax(teacher / T), softmax(student / T)), worked out for linear networks. */
export function expectTeaching(engine: Engine): void {
  const network = linear(CLASSES);
  const train = toyExamples({ input: network.input, count: 4 });
  const [weights, teaching] = [roughWeights(network, 1), roughWeights(network, 2)];
  const [own, theirs] = [linearOutputs(train, weights), linearOutputs(train, teaching)];
  const cool = (row: readonly number[], by: number) => logSoftmax(row.map((value) => value / by));
  for (const [weight, temperature] of [
    [0.3, 4],
    [1, 1],
    [0, 2],
  ] as const) {
    const expected = mean(
      own.map((row, i) => {
        const taught = cool(theirs[i]!, temperature).reduce(
          (sum, log, k) => sum - Math.exp(log) * cool(row, temperature)[k]!,
          0,
        );
        return -(1 - weight) * logSoftmax(row)[train.labels[i]!]! + weight * temperature ** 2 * taught;
      }),
    );
    const teacher = { network, weights: teaching, weight, temperature };
    using(trainer(engine, network, plain, { train, weights, teacher }), ({ program }) => {
      expect(program.step(Int32Array.of(0, 1, 2, 3), 0, 0).loss).toBeCloseTo(expected, 4);
    });
  }
}

/** Gradients reach the student only; the teacher answers in inference mode and is no part of state and evaluation. */
export function expectTeacherAside(engine: Engine): void {
  const { network } = mobile;
  const teacher = { network: cell.network, weights: roughWeights(cell.network, 2), weight: 0.6, temperature: 3 };
  const examples = toyExamples({ input: network.input, count: 40, seed: 2 });
  using(trainer(engine, network, sgd), (alone) =>
    using(trainer(engine, network, sgd, { teacher }), (taught) => {
      expect([...taught.program.readState().keys()]).toEqual([...alone.program.readState().keys()]);
      expect(taught.program.evaluate(examples)).toEqual(alone.program.evaluate(examples));
      expect(taught.train(1, 0.02)).not.toEqual(alone.train(1, 0.02));
      const again = trainer(engine, network, sgd, { teacher });
      using(again, ({ program, train }) => {
        train(1, 0.02);
        program.writeState(taught.program.readState());
        expect(program.readState()).toEqual(taught.program.readState());
      });
    }),
  );
  const student = withAuxiliary();
  const small = { network: student, weights: roughWeights(student, 2), weight: 0.6, temperature: 3 };
  expectGradients(engine, student, { recipe: { ...plain, auxiliary: 0.3 }, teacher: small });
}

export function expectTeacherErrors(engine: Engine): void {
  const { network } = mobile;
  const good = { network, weights: roughWeights(network), weight: 0.5, temperature: 4 };
  const compile = (options: Partial<CompileOptions>) => () => trainer(engine, network, sgd, options).program.dispose();
  expect(compile({ teacher: { ...good, network: linear(CLASSES) } })).toThrow(
    /^teacher\.network\.input: got shape \[2, 2, 1\]; allowed: \[16, 16, 1\], as the student's$/,
  );
  expect(compile({ teacher: { ...good, weights: new Map() } })).toThrow(
    /^teacher\.weights stem\/kernel: got nothing; allowed: 72 numbers$/,
  );
  expect(() => {
    const train = { ...toyExamples({ input: [2, 2, 1] }), labels: new Float32Array(96) };
    trainer(engine, linear(1), plain, { train, task: 'regression', teacher: good }).program.dispose();
  }).toThrow(/^teacher: got one for regression; allowed: for classification$/);
}
