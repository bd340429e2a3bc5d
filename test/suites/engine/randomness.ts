import { expect } from 'vitest';
import type { Engine, EngineRecipe } from '../../../lib/engine/engine.ts';
import { networkBuilder } from '../../../lib/network/builder.ts';
import type { Network } from '../../../lib/network/network.ts';
import { bytesOf, sgd, toyExamples, trainer, using } from './fixtures.ts';
import { CLASSES, conv } from './layer-cases/between.ts';

/** Everything random that an image's training can have. */
export const everything: EngineRecipe = {
  ...sgd,
  nesterov: false,
  clipNorm: 2,
  ema: 0.9,
  batchNormMomentum: 0.8,
  dropout: 0.2,
  dropPath: 0.2,
  auxiliary: 0.3,
  augmentation: {
    flip: true,
    crop: 2,
    cutout: 5,
    mixup: 0.4,
    cutmix: 1,
    randAugment: { operations: 1, magnitude: 5 },
  },
};

/** A network with every random layer of images and an auxiliary classifier; no unit of it has a kink. */
export function randomNetwork(): Network {
  const net = networkBuilder([16, 16, 1]);
  const block = (id: string, from: string, stride: number) => {
    const normed = net.add(`${id}/norm`, { op: 'batchNorm' }, net.add(`${id}/conv`, conv(6, 3, stride, false), from));
    return net.add(`${id}/act`, { op: 'activation', fn: 'swish' }, normed);
  };
  const head = (id: string, from: string) => {
    const dropped = net.add(
      `${id}/drop`,
      { op: 'dropout', of: 'features' },
      net.add(`${id}/pool`, { op: 'globalAvgPool' }, from),
    );
    return net.add(id, { op: 'dense', units: CLASSES, bias: true }, dropped);
  };
  const first = block('first', 'input', 2);
  const path = net.add('path', { op: 'dropPath', share: 0.5 }, block('second', first, 1));
  const second = net.add('sum', { op: 'add' }, first, path);
  return net.finish(head('last', block('third', second, 2)), { auxiliary: head('auxiliary', second) });
}

/** A step's randomness is its seed's: the same again for the same one, other for another, none in evaluation. */
export function expectSeeds(engine: Engine): void {
  const network = randomNetwork();
  const indices = Int32Array.from({ length: 16 }, (_, i) => i);
  const examples = toyExamples({ input: network.input, count: 40, seed: 2 });
  using(trainer(engine, network, everything), ({ program }) => {
    const evaluated = program.evaluate(examples);
    const state = program.readState();
    const lossOf = (seed: number) => {
      program.writeState(state);
      return program.step(indices, seed, 0).loss;
    };
    const losses = [1, 2, 3, 2 ** 31 - 1].map(lossOf);
    expect(new Set(losses).size).toBe(4);
    expect([1, 2, 3, 2 ** 31 - 1].map(lossOf)).toEqual(losses);
    program.writeState(state);
    expect(program.evaluate(examples)).toEqual(evaluated);
    expect(bytesOf(program.readState())).toEqual(bytesOf(state));
  });
}
