import { expect } from 'vitest';
import type { Engine, EngineRecipe } from '../../../lib/engine/engine.ts';
import { randomStream } from '../../../lib/math/random.ts';
import { networkBuilder } from '../../../lib/network/builder.ts';
import { initialWeights } from '../../../lib/network/initialise.ts';
import type { Network } from '../../../lib/network/network.ts';
import { adamw, plain, toyExamples, trainer, using } from './fixtures.ts';
import { expectGradients } from './gradients.ts';
import { CLASSES, VOCABULARY } from './layer-cases/between.ts';
import { LENGTH } from './layer-cases/sequence.ts';
import { mean } from './linear.ts';

/** Every kind of dropping, at rates that differ. */
const dropping = { dropout: 0.2, tokenDropout: 0.1, dropPath: 0.4 };

export const textRecipe: EngineRecipe = { ...adamw, ...dropping, ema: 0.9, clipNorm: 2 };

/** A text classifier of all kinds of layers: convolution, attention, recurrence both ways, pooling of both kinds. */
export const text: { readonly name: string; readonly network: Network } = {
  name: 'a text network',
  network: classifier(),
};

function classifier(): Network {
  const net = networkBuilder([LENGTH]);
  const width = 8;
  const mask = net.add('mask', { op: 'mask' }, 'input');
  const tokens = net.add('tokens', { op: 'embedding', vocabulary: VOCABULARY, size: width }, 'input');
  let at = net.add('positions', { op: 'positions' }, net.add('drop', { op: 'dropout', of: 'tokens' }, tokens));
  at = residual('conv', (from) =>
    net.add('conv/conv', { op: 'conv1d', filters: width, kernel: 3, stride: 1, bias: true }, from),
  );
  at = residual('attention', (from) => net.add('attention/heads', { op: 'attention', heads: 2, size: 3 }, from, mask));
  at = residual('recurrence', (from) => {
    const there = net.add('recurrence/lstm', { op: 'lstm', units: width / 2, sequence: true }, from, mask);
    const back = net.add('recurrence/gru', { op: 'gru', units: width / 2, sequence: true, reverse: true }, from, mask);
    return net.add('recurrence/join', { op: 'concat' }, there, back);
  });
  const pooled = (['mean', 'max'] as const).map((mode) => net.add(mode, { op: 'sequencePool', mode }, at, mask));
  const last = net.add('last', { op: 'lstm', units: 4, sequence: false }, at, mask);
  const joined = net.add(
    'dropout',
    { op: 'dropout', of: 'features' },
    net.add('join', { op: 'concat' }, ...pooled, last),
  );
  return net.finish(net.add('dense', { op: 'dense', units: CLASSES, bias: true }, joined));

  function residual(id: string, branch: (from: string) => string): string {
    const result = branch(net.add(`${id}/norm`, { op: 'layerNorm' }, at));
    return net.add(id, { op: 'add' }, at, net.add(`${id}/drop`, { op: 'dropPath', share: 0.5 }, result));
  }
}

/** Gradients flow around what is dropped. */
export function expectGradientsWithDropping(engine: Engine): void {
  expectGradients(engine, text.network, { recipe: { ...plain, ...dropping } });
}

export function expectTextLearned(engine: Engine): void {
  const train = toyExamples({ input: text.network.input });
  const weights = initialWeights(text.network, randomStream(1, 'learning'));
  using(trainer(engine, text.network, { ...textRecipe, ema: 0 }, { train, weights }), (trained) => {
    const losses = trained.train(80, 0.01);
    expect(mean(losses.slice(-5))).toBeLessThan(0.5 * mean(losses.slice(0, 5)));
  });
}

/** Things are dropped in training, others with every seed; inference has everything. */
export function expectDroppingInTraining(engine: Engine): void {
  const { network } = text;
  const examples = toyExamples({ input: network.input });
  const indices = Int32Array.from({ length: plain.batchSize }, (_, i) => i);
  const [without, withAll] = [plain, { ...plain, ...dropping }].map((recipe) =>
    using(trainer(engine, network, recipe), ({ program }) => ({
      predicted: program.predict(examples),
      losses: [1, 2, 3, 1].map((seed) => program.step(indices, seed, 0).loss),
    })),
  );
  expect(withAll!.predicted).toEqual(without!.predicted);
  expect(new Set(without!.losses).size).toBe(1);
  expect(new Set(withAll!.losses).size).toBe(3);
  expect(withAll!.losses[3]).toBe(withAll!.losses[0]);
}
