import { expect } from 'vitest';
import type { Engine } from '../../../lib/engine/engine.ts';
import { weightSpecs } from '../../../lib/network/weights.ts';
import { roughWeights, sgd, toyExamples, trainer, using } from './fixtures.ts';
import { mobile } from './networks.ts';

/** Evaluation and prediction use the averaged weights with the moving statistics as they are; training does not. */
export function expectAveragesInUse(engine: Engine): void {
  const { network } = mobile;
  const examples = toyExamples({ input: network.input, count: 40, seed: 2 });
  using(trainer(engine, network, { ...sgd, ema: 0.9 }), ({ program, train }) => {
    const weights = roughWeights(network);
    const initial = program.readState();
    for (const { name, trainable } of weightSpecs(network)) {
      expect(initial.get(`ema/${name}`)).toEqual(trainable ? weights.get(name) : undefined);
    }
    const losses = train(5, 0.02);
    const state = program.readState();
    const averaged = new Map(
      weightSpecs(network).map(({ name }) => [name, state.get(`ema/${name}`) ?? state.get(name)!] as const),
    );
    using(trainer(engine, network, sgd, { weights: averaged }), (other) => {
      expect(program.evaluate(examples)).toEqual(other.program.evaluate(examples));
      expect(program.predict(examples)).toEqual(other.program.predict(examples));
    });
    using(trainer(engine, network, sgd), (other) => {
      expect(other.train(5, 0.02)).toEqual(losses);
      expect(program.evaluate(examples).loss).not.toBeCloseTo(other.program.evaluate(examples).loss, 3);
    });
  });
}

/** Gradients shorter than the bound are left alone, to the bit. */
export function expectShortGradientsAlone(engine: Engine): void {
  const [clipped, plain] = [1e6, 0].map((clipNorm) =>
    using(trainer(engine, mobile.network, { ...sgd, clipNorm }), ({ program, train }) => {
      train(3, 0.02);
      return program.readState();
    }),
  );
  expect(clipped).toEqual(plain);
}
