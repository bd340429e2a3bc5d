import type { Examples } from '../../lib/engine/engine.ts';
import type { Network } from '../../lib/network/network.ts';
import { smallCnn } from '../small-cnn.ts';
import { patternImages, patternTokens } from './data.ts';
import { mobileNetV3Small } from './networks/mobilenet-v3-small.ts';
import { nasbench201Best } from './networks/nasbench201.ts';
import { transformer, VOCABULARY } from './networks/transformer.ts';

/** A network and how every system trains it: SGD with Nesterov's momentum, 10 classes. */
export interface Case {
  readonly name: string;
  readonly network: Network;
  readonly batch: number;
  readonly learningRate: number;
  readonly momentum: number;
  /** Augmentation: mirror at random; pad by so many pixels and crop back. */
  readonly flip: boolean;
  readonly crop: number;
  /** Training examples. */
  readonly count: number;
  readonly examples: () => Examples;
  /** Steps that Keras calls an epoch: some seconds, so that what it does between epochs does not count. */
  readonly stepsPerEpoch: number;
}

const common = { momentum: 0.9, flip: false, crop: 0 };
const augmented = { flip: true, crop: 4 };

const images = (network: Network, count: number) => ({
  network,
  count,
  examples: () => patternImages(network.input, count),
});

export const cases: readonly Case[] = [
  {
    ...common,
    name: 'smallCnn',
    batch: 32,
    learningRate: 0.01,
    ...images(smallCnn(), 8192),
    stepsPerEpoch: 256,
  },
  {
    ...common,
    name: 'nasbench201',
    batch: 64,
    learningRate: 0.02,
    ...images(nasbench201Best(), 4096),
    ...augmented,
    stepsPerEpoch: 8,
  },
  {
    ...common,
    name: 'mobileNetV3Small',
    batch: 32,
    learningRate: 0.02,
    ...images(mobileNetV3Small(), 2048),
    ...augmented,
    stepsPerEpoch: 32,
  },
  {
    ...common,
    name: 'transformer',
    network: transformer(),
    batch: 32,
    learningRate: 0.2,
    count: 8192,
    examples: () => patternTokens(transformer().input, VOCABULARY, 8192),
    stepsPerEpoch: 256,
  },
];
