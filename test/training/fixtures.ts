import type { Engine } from '../../lib/engine/engine.ts';
import { networkBuilder } from '../../lib/network/builder.ts';
import type { Network } from '../../lib/network/network.ts';
import type { Checkpoint, CheckpointStore } from '../../lib/training/checkpoint.ts';
import { type TrainOptions, train } from '../../lib/training/train.ts';
import { hashWeights } from '../../lib/training/weights-hash.ts';
import { toyExamples } from '../suites/engine/fixtures.ts';
import { CLASSES } from '../suites/engine/networks.ts';
import { recipeOf } from '../trial/recipe.ts';

export const recipe = recipeOf({
  epochs: 3,
  batchSize: 16,
  learningRate: 0.05,
  schedule: 'cosine',
  warmup: 0.2,
  momentum: 0.9,
  weightDecay: 5e-4,
  labelSmoothing: 0.1,
});

/** Convolution with batch norm, pooling, classes. */
export function tinyNetwork(): Network {
  const net = networkBuilder([6, 6, 1]);
  const conv = net.add('conv', { op: 'conv2d', filters: 4, kernel: 3, stride: 1, bias: false }, 'input');
  const relu = net.add('relu', { op: 'activation', fn: 'relu' }, net.add('norm', { op: 'batchNorm' }, conv));
  const flat = net.add('flat', { op: 'flatten' }, net.add('pool', { op: 'maxPool', kernel: 2, stride: 2 }, relu));
  return net.finish(net.add('dense', { op: 'dense', units: CLASSES, bias: true }, flat));
}

/** 64 examples to train on: 4 steps an epoch with the recipe above. */
export const data = {
  train: toyExamples({ input: [6, 6, 1], count: 64, seed: 1 }),
  validation: toyExamples({ input: [6, 6, 1], count: 40, seed: 2 }),
};

/** Keeps the last checkpoint, copied: a program may go on using its arrays. */
export function memoryCheckpoints(): CheckpointStore & { saves: number } {
  let last: Checkpoint | undefined;
  return {
    saves: 0,
    load: async () => last,
    async save(checkpoint) {
      this.saves++;
      last = structuredClone(checkpoint);
    },
  };
}

export const options = (engine: Engine, overrides: Partial<TrainOptions> = {}): TrainOptions => ({
  engine,
  network: tinyNetwork(),
  task: 'classification',
  recipe,
  seed: 7,
  data,
  checkpoints: memoryCheckpoints(),
  signal: new AbortController().signal,
  ...overrides,
});

/** All of a training's result that must be the same again. */
export const outcomeOf = (given: TrainOptions) =>
  train(given, ({ state, validation, curve, trainLoss }) => ({
    state: hashWeights(state),
    validation,
    curve,
    trainLoss,
  }));
