import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, EngineRecipe } from '../../../lib/engine/engine.ts';
import { withMixedPrecision } from '../../../lib/engine/graph/mixed-precision.ts';
import { attr, DataType, type GraphNode } from '../../../lib/engine/graph/proto.ts';
import { NAMES, writeTrainingGraph } from '../../../lib/engine/graph/training-graph.ts';
import { loadEngine } from '../../../lib/engine/load.ts';
import { detectBackend } from '../../../lib/engine/tensorflow/detect.ts';
import { sgd, toyExamples, trainer, using } from '../../suites/engine/fixtures.ts';
import { cell, layerCases, mobile, type NetworkCase } from '../../suites/engine/networks.ts';
import { everything, randomNetwork } from '../../suites/engine/randomness.ts';
import { expectResumable } from '../../suites/engine/training.ts';

const { backend, reason } = detectBackend();
const skipped = backend === 'tensorflow' ? '' : ` (skipped: needs native TensorFlow; ${reason})`;

/** Half of the last of its 8 binary digits, with room for sums of such errors. */
const ROUNDING = 0.05;

const inBfloat16 = (recipe: EngineRecipe): EngineRecipe => ({ ...recipe, precision: 'bfloat16' });

const written = (recipe: EngineRecipe, { network }: NetworkCase = mobile): readonly GraphNode[] => {
  const train = toyExamples({ input: network.input });
  return writeTrainingGraph({ network, task: 'classification', recipe, train }).graph.nodes;
};

const typeOf = ({ attributes }: GraphNode) => JSON.stringify(attributes.T?.toObject());
const BFLOAT16 = JSON.stringify(attr.type(DataType.bfloat16).toObject());
const narrowOps = (nodes: readonly GraphNode[]) => [
  ...new Set(nodes.filter((node) => typeOf(node) === BFLOAT16).map(({ op }) => op)),
];
const nodeOf = (input: string) => input.replace(/^\^|:\d+$/g, '');

describe('a graph in mixed precision', () => {
  const nodes = withMixedPrecision(written(inBfloat16(sgd)));
  const byName = new Map(nodes.map((node) => [node.name, node]));

  it.each(['float32', 'tf32'] as const)('is as written in %s', (precision) => {
    const plain = written({ ...sgd, precision });
    expect(withMixedPrecision(plain)).toBe(plain);
  });

  it('works out products in bfloat16, what passes them on too, and nothing else', () => {
    expect(narrowOps(nodes).sort()).toEqual([
      'AddN',
      'Conv2D',
      'Conv2DBackpropFilter',
      'Conv2DBackpropInput',
      'DepthwiseConv2dNative',
      'DepthwiseConv2dNativeBackpropFilter',
      'DepthwiseConv2dNativeBackpropInput',
      'FusedBatchNormGradV3',
      'FusedBatchNormV3',
      'MatMul',
      'Relu',
      'ReluGrad',
    ]);
  });

  it('leaves inference in float32', () => {
    for (const fetched of [NAMES.evaluate, NAMES.predict]) {
      const behind = new Set([fetched as string]);
      for (const name of behind) for (const input of byName.get(name)!.inputs) behind.add(nodeOf(input));
      expect(behind.size).toBeGreaterThan(100);
      expect(narrowOps([...behind].map((name) => byName.get(name)!))).toEqual([]);
    }
  });

  it('names every node once and reads only nodes that are there', () => {
    expect(byName.size).toBe(nodes.length);
    expect(nodes.flatMap(({ inputs }) => inputs.map(nodeOf)).filter((name) => !byName.has(name))).toEqual([]);
  });
});

describe.skipIf(skipped)(`training in bfloat16${skipped}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ engine: 'graph' });
  });

  const losses = ({ network }: NetworkCase, recipe: EngineRecipe) =>
    using(trainer(engine, network, recipe), ({ train }) => train(3, 0.005));

  it.each([...layerCases, cell, mobile])('$name: losses are near those of float32', (each) => {
    const exact = losses(each, sgd);
    for (const [i, loss] of losses(each, inBfloat16(sgd)).entries()) {
      expect(Math.abs(loss - exact[i]!) / exact[i]!).toBeLessThan(ROUNDING);
    }
  });

  it('rounds: losses are not those of float32', () => {
    expect(losses(mobile, inBfloat16(sgd))).not.toEqual(losses(mobile, sgd));
  });

  it('evaluates and predicts in float32, to the bit', () => {
    const { network } = mobile;
    const examples = toyExamples({ input: network.input, count: 40, seed: 2 });
    const answers = (recipe: EngineRecipe) =>
      using(trainer(engine, network, recipe), ({ program }) => [
        program.evaluate(examples),
        ...program.predict(examples),
      ]);
    expect(answers(inBfloat16(sgd))).toEqual(answers(sgd));
  });

  it('learns', () => {
    const begun = using(trainer(engine, mobile.network, inBfloat16(sgd)), ({ train }) => train(80, 0.02));
    const mean = (part: readonly number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
    expect(mean(begun.slice(-10))).toBeLessThan(0.6 * mean(begun.slice(0, 10)));
  });

  it('resumes to the bit, with every other option on', () => {
    expectResumable(engine, { name: 'random', network: randomNetwork() }, inBfloat16(everything), 0.02);
  });
});
