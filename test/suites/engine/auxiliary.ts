import { expect } from 'vitest';
import type { Engine } from '../../../lib/engine/engine.ts';
import { networkBuilder } from '../../../lib/network/builder.ts';
import { inferenceNetwork } from '../../../lib/network/inference.ts';
import type { Network } from '../../../lib/network/network.ts';
import { bytesOf, roughWeights, sgd, toyExamples, trainer, using } from './fixtures.ts';
import { expectGradients } from './gradients.ts';
import { CLASSES, conv } from './layer-cases/between.ts';

/** Two convolutions; an auxiliary classifier, with weights and statistics of its own, on the first. */
export function withAuxiliary(): Network {
  const net = networkBuilder([6, 6, 1]);
  const first = net.add('first', { op: 'activation', fn: 'swish' }, net.add('first/conv', conv(4, 3), 'input'));
  const second = net.add('second', { op: 'batchNorm' }, net.add('second/conv', conv(4, 3, 1, false), first));
  const head = (id: string, from: string) =>
    net.add(id, { op: 'dense', units: CLASSES, bias: true }, net.add(`${id}/pool`, { op: 'globalAvgPool' }, from));
  const beside = net.add('beside', { op: 'batchNorm' }, net.add('beside/conv', conv(4, 1, 1, false), first));
  return net.finish(head('last', second), { auxiliary: head('auxiliary', beside) });
}

/** Its loss is added with the recipe's weight; it takes no part in inference. */
export function expectAuxiliary(engine: Engine): void {
  const network = withAuxiliary();
  const main = inferenceNetwork(network);
  const aside: Network = inferenceNetwork({ ...network, output: network.auxiliary! });
  const weights = roughWeights(network);
  const of = ({ nodes }: Network) =>
    new Map([...weights].filter(([name]) => nodes.some(({ id }) => id === name.slice(0, name.lastIndexOf('/')))));
  const lossOf = (part: Network) =>
    using(trainer(engine, part, sgd, { weights: of(part) }), ({ train }) => train(1, 0)[0]!);
  using(trainer(engine, network, { ...sgd, auxiliary: 0.3 }, { weights }), ({ program, train }) => {
    expect(train(1, 0)[0]).toBeCloseTo(lossOf(main) + 0.3 * lossOf(aside), 5);
    const examples = toyExamples({ input: network.input, count: 40, seed: 2 });
    const state = program.readState();
    const answering = new Map([...of(main).keys()].map((name) => [name, state.get(name)!]));
    using(trainer(engine, main, sgd, { weights: answering }), (other) => {
      expect(program.evaluate(examples)).toEqual(other.program.evaluate(examples));
      expect(program.predict(examples)).toEqual(other.program.predict(examples));
    });
  });
  expectGradients(engine, network, { recipe: { ...sgd, momentum: 0, weightDecay: 0, batchSize: 4, auxiliary: 0.3 } });
  expect(engine.time([{ network, weights }], 2)[0]).toBeGreaterThan(0);
  const other = { ...network, auxiliary: 'auxiliary/pool' };
  const nodes = network.nodes.filter(({ id }) => id !== 'auxiliary');
  expect(() => trainer(engine, { ...other, nodes }, sgd)).toThrow(
    /^network\.auxiliary: got shape \[4\]; allowed: \[3\], as the output$/,
  );
}

/** With a weight of 0 the classifier is left alone, even by weight decay and by batch norm's statistics. */
export function expectAuxiliaryOff(engine: Engine): void {
  const network = withAuxiliary();
  const main = inferenceNetwork(network);
  const isMain = (name: string) => main.nodes.some(({ id }) => id === name.slice(0, name.lastIndexOf('/')));
  using(trainer(engine, network, { ...sgd, auxiliary: 0 }), ({ program, train }) => {
    const before = bytesOf(program.readState());
    const losses = train(3, 0.02);
    const after = bytesOf(program.readState());
    for (const name of roughWeights(network).keys()) {
      if (isMain(name)) expect(after[name], name).not.toBe(before[name]);
      else expect(after[name], name).toBe(before[name]);
    }
    const weights = new Map([...roughWeights(network)].filter(([name]) => isMain(name)));
    using(trainer(engine, main, sgd, { weights }), (other) => expect(other.train(3, 0.02)).toEqual(losses));
  });
}
